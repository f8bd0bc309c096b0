#include "gateway/reputation/country.h"

#include "gateway/reputation/network.h"
#include "gateway/store/durablefile.h"

#include <QTemporaryFile>
#include <boost/asio/ip/tcp.hpp>
#include <maxminddb.h>

using namespace Qt::StringLiterals;

namespace gateway::reputation {
namespace {

/// A copy under a name of our own. The library maps the file: had the original been cut while it is in use, the process would die by SIGBUS.
Result<std::unique_ptr<QTemporaryFile>> copyOf(const store::FileReader &file)
{
    auto copy = std::make_unique<QTemporaryFile>();
    const auto failed = [&copy] { return failure(Error::Kind::Io, u"a temporary copy cannot be written: %1"_s.arg(copy->errorString())); };
    if (!copy->open())
        return failed();
    constexpr qint64 piece = 1024 * 1024;
    for (qint64 offset = 0; offset < file.size();) {
        const Result<QByteArray> octets = file.read(offset, std::min(piece, file.size() - offset));
        if (!octets)
            return tl::make_unexpected(octets.error());
        if (octets->isEmpty())
            return failure(Error::Kind::Io, u"the file became shorter while it was read; try again"_s);
        if (copy->write(*octets) != octets->size())
            return failed();
        offset += octets->size();
    }
    return copy->flush() ? Result<std::unique_ptr<QTemporaryFile>>(std::move(copy)) : Result<std::unique_ptr<QTemporaryFile>>(failed());
}

/// The text at this path of a record; empty if there is another thing, or none.
QByteArrayView textAt(MMDB_entry_s entry, std::initializer_list<const char *> path)
{
    std::vector<const char *> keys(path);
    keys.push_back(nullptr);
    MMDB_entry_data_s data;
    const int status = MMDB_aget_value(&entry, &data, keys.data());
    if (status != MMDB_SUCCESS || !data.has_data || data.type != MMDB_DATA_TYPE_UTF8_STRING)
        return {};
    return {data.utf8_string, qsizetype(data.data_size)};
}

bool isCode(QByteArrayView text)
{
    return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

MMDB_lookup_result_s lookUp(const MMDB_s &file, const boost::asio::ip::address &address, int &status)
{
    const boost::asio::ip::tcp::endpoint endpoint(address, 0);
    return MMDB_lookup_sockaddr(&file, endpoint.data(), &status);
}

} // namespace

Result<Countries> Countries::open(const QString &path)
{
    if (path.isEmpty())
        return Countries();
    const auto failed = [&path](Error::Kind kind, const QString &cause) { return failure(kind, u"%1: %2"_s.arg(path, cause)); };
    const Result<store::FileReader> reader = store::FileReader::open(path);
    if (!reader && reader.error().kind == Error::Kind::NotFound)
        return Countries();
    if (!reader)
        return tl::make_unexpected(reader.error());
    if (reader->size() > maxFile)
        return failed(Error::Kind::Invalid, u"larger than a file of countries can be (%1 MB)"_s.arg(maxFile / 1024 / 1024));
    const Result<std::unique_ptr<QTemporaryFile>> copy = copyOf(*reader);
    if (!copy)
        return failed(copy.error().kind, copy.error().message);

    auto opened = std::make_unique<MMDB_s>();
    const int status = MMDB_open(QFile::encodeName((*copy)->fileName()).constData(), MMDB_MODE_MMAP, opened.get());
    if (status != MMDB_SUCCESS) {
        return failed(Error::Kind::Invalid, u"no usable file in MaxMind's format (%1): get it anew from its publisher, unpacked (.mmdb)"_s
            .arg(QString::fromLatin1(MMDB_strerror(status))));
    }
    Countries countries;
    countries.m_file = std::shared_ptr<const MMDB_s>(opened.release(), [](const MMDB_s *file) {
        auto *mine = const_cast<MMDB_s *>(file); // The library's close takes it so.
        MMDB_close(mine);
        delete mine;
    });
    int error = MMDB_SUCCESS;
    (void)lookUp(*countries.m_file, boost::asio::ip::make_address_v4(0x01010101), error);
    if (error != MMDB_SUCCESS)
        return failed(Error::Kind::Invalid, u"damaged (%1): get it anew from its publisher"_s.arg(QString::fromLatin1(MMDB_strerror(error))));
    return countries;
}

QByteArray Countries::of(const boost::asio::ip::address &address) const
{
    if (!m_file)
        return {};
    int error = MMDB_SUCCESS;
    const MMDB_lookup_result_s found = lookUp(*m_file, unmapped(address), error);
    if (error != MMDB_SUCCESS || !found.found_entry)
        return {};
    for (const QByteArrayView text : {textAt(found.entry, {"country", "iso_code"}), textAt(found.entry, {"country"})}) {
        if (isCode(text))
            return text.toByteArray();
    }
    return {};
}

} // namespace gateway::reputation
