#include "gateway/content/archive.h"

#include "gateway/content/charset.h"
#include "gateway/content/document.h"
#include "gateway/content/filetype.h"

#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace gateway::content {
namespace {

constexpr int maxNestedArchives = 500;     // To open one costs more than its octets.
constexpr qsizetype headOctets = 64 << 10; // Enough to know a type, magic numbers of disk images included.

struct FreeArchive {
    void operator()(::archive *a) const { archive_read_free(a); }
};
using Reader = std::unique_ptr<::archive, FreeArchive>;

/// Only what libarchive reads by itself: its "all" starts programs for some filters, mtree may look at files.
Reader openReader(QByteArrayView octets)
{
    Reader reader(archive_read_new());
    ::archive *a = reader.get();
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_lzma(a);
    archive_read_support_filter_lzip(a);
    archive_read_support_filter_lz4(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_compress(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_7zip(a);
    archive_read_support_format_rar(a);
    archive_read_support_format_rar5(a);
    archive_read_support_format_cab(a);
    archive_read_support_format_lha(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_cpio(a);
    archive_read_support_format_iso9660(a);
    archive_read_support_format_xar(a);
    archive_read_support_format_ar(a);
    archive_read_support_format_raw(a);
    return archive_read_open_memory(a, octets.data(), size_t(octets.size())) == ARCHIVE_OK ? std::move(reader)
                                                                                           : Reader();
}

QString nameOf(::archive_entry *entry)
{
    if (const char *utf8 = archive_entry_pathname_utf8(entry))
        return QString::fromUtf8(utf8);
    if (const wchar_t *wide = archive_entry_pathname_w(entry))
        return QString::fromWCharArray(wide);
    const char *raw = archive_entry_pathname(entry);
    return raw ? toUnicode(QByteArrayView(raw), {}) : QString();
}

enum class Extent { Head, Whole };

/// Octets of the current entry, charged to the budget; \a expected of them by what the archive says.
QByteArray dataOf(::archive *a, Extent extent, qint64 expected, ArchiveBudget &budget, ArchiveListing &listing)
{
    QByteArray data;
    const qint64 most = extent == Extent::Head ? headOctets : budget.fileOctets;
    data.reserve(std::clamp<qint64>(expected, 0, std::min(most, budget.octets)));
    char block[headOctets];
    while (data.size() < most) {
        const la_ssize_t count = archive_read_data(a, block, sizeof block);
        if (count < 0)
            listing.isDamaged = true;
        if (count <= 0)
            return data;
        data.append(block, count);
        budget.octets -= count;
        if (budget.octets < 0) {
            listing.isOverLimits = true;
            return {};
        }
    }
    if (extent == Extent::Whole)
        listing.isOverLimits = true;
    return data;
}

bool isPart(const QString &path, QStringView end)
{
    return path.endsWith(end, Qt::CaseInsensitive);
}

/// Documents that are zip files say so by the names inside.
void noteDocumentPart(const QString &path, ArchiveListing &listing)
{
    if (isPart(path, u"[content_types].xml"))
        listing.documentType = "application/vnd.openxmlformats";
    else if (path == u"META-INF/MANIFEST.MF" && listing.documentType.isEmpty())
        listing.documentType = "application/java-archive";
    else if (path == u"mimetype" && listing.documentType.isEmpty())
        listing.documentType = "application/vnd.oasis.opendocument";
    if (isPart(path, u"vbaproject.bin") || path.contains(u"macrosheets/", Qt::CaseInsensitive) ||
        path.contains(u"activex/", Qt::CaseInsensitive) || path.startsWith(u"Basic/") || path.startsWith(u"Scripts/") ||
        isPart(path, u".class") || (path.contains(u"embeddings/", Qt::CaseInsensitive) && isPart(path, u".bin")))
        listing.hasActiveContent = true;
}

struct Todo {
    QByteArray octets;
    QString name;
    int depth = 0;
};

/// Lists one archive; nested archives are appended to \a todo.
void listOne(QByteArrayView octets, const QString &name, int depth, ArchiveBudget &budget, ArchiveListing &listing,
             QList<Todo> &todo)
{
    const Reader reader = openReader(octets);
    if (!reader) {
        listing.isDamaged = true;
        return;
    }
    ::archive *a = reader.get();
    ::archive_entry *entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(a, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
        if (--budget.entries < 0 || archive_filter_bytes(a, 0) > budget.octets) {
            listing.isOverLimits = true;
            break;
        }
        if (archive_entry_filetype(entry) == AE_IFDIR)
            continue;
        ArchiveMember member{nameOf(entry),
                             name,
                             {},
                             archive_entry_size_is_set(entry) ? qint64(archive_entry_size(entry)) : 0,
                             archive_entry_is_encrypted(entry) > 0,
                             false};
        const bool isSingleFile = archive_format(a) == ARCHIVE_FORMAT_RAW;
        if (isSingleFile) { // "report.pdf.gz" holds "report.pdf".
            member.name = name.left(std::max<qsizetype>(name.lastIndexOf(u'.'), 0));
            if (archive_filter_count(a) < 2) { // Not compressed at all: no archive.
                listing.isDamaged = true;
                break;
            }
        }
        noteDocumentPart(member.name, listing);
        if (member.size > budget.fileOctets) {
            listing.isOverLimits = true;
            listing.members.append(member);
            break; // To skip it may mean to unpack it.
        }
        if (member.isEncrypted) {
            listing.isEncrypted = true;
        } else {
            QByteArray data = dataOf(a, Extent::Head, member.size, budget, listing);
            member.type = typeByContent(data);
            const bool isNested = isArchiveType(member.type);
            const bool isDocument = member.type == "application/x-ole-storage" || member.type == "application/pdf" ||
                                    member.type == "application/rtf" || member.type == "text/html";
            if ((isNested || isDocument || isSingleFile || isPart(member.name, u".rels")) && data.size() >= headOctets)
                data += dataOf(a, Extent::Whole, member.size, budget, listing);
            if (member.size == 0)
                member.size = data.size();
            if (isPart(member.name, u".rels") && data.contains("attachedTemplate") &&
                data.contains("TargetMode=\"External\""))
                listing.hasOutsideTemplate = true;
            if (isDocument) {
                const DocumentTraits traits = traitsOfDocument(data, member.type);
                member.hasActiveContent = traits.hasActiveContent;
                member.isEncrypted = traits.isEncrypted;
            }
            if (isNested && depth + 1 >= budget.depth)
                listing.isOverLimits = true;
            else if (isNested)
                todo.append({std::move(data), member.name, depth + 1});
        }
        if (listing.members.size() < 2000)
            listing.members.append(member);
        if (listing.isOverLimits || budget.octets <= 0)
            break;
        budget.octets -= 512; // An entry costs something even if it is empty.
    }
    listing.isEncrypted |= archive_read_has_encrypted_entries(a) > 0;
    if (status != ARCHIVE_EOF && status != ARCHIVE_OK && status != ARCHIVE_WARN && !listing.isEncrypted)
        listing.isDamaged = true;
}

} // namespace

ArchiveListing listArchive(QByteArrayView octets, const QString &name, ArchiveBudget &budget)
{
    ArchiveListing all;
    QList<Todo> todo;
    listOne(octets, name, 0, budget, all, todo);
    if (!all.documentType.isEmpty()) { // Its parts are no files to anyone.
        all.members.clear();
        return all;
    }
    all.hasActiveContent = false;
    for (int count = 0; !todo.isEmpty() && !all.isOverLimits; ++count) {
        if (count == maxNestedArchives) {
            all.isOverLimits = true;
            break;
        }
        const Todo next = todo.takeFirst();
        ArchiveListing inner;
        listOne(next.octets, next.name, next.depth, budget, inner, todo);
        if (!inner.documentType.isEmpty()) {
            const auto outer = std::ranges::find(all.members, next.name, &ArchiveMember::name);
            if (outer != all.members.end()) {
                outer->type = inner.documentType;
                outer->hasActiveContent |= inner.hasActiveContent;
                outer->isEncrypted |= inner.isEncrypted;
            }
            inner.members.clear();
        }
        all.members += inner.members;
        all.isEncrypted |= inner.isEncrypted;
        all.isDamaged |= inner.isDamaged;
        all.isOverLimits |= inner.isOverLimits;
        all.hasOutsideTemplate |= inner.hasOutsideTemplate;
    }
    return all;
}

} // namespace gateway::content
