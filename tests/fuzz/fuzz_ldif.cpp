// An LDIF file comes from an administrator, but its values from whoever may write into a directory: any octets must end in entries with
// sound addresses, or in an error. The first octet chooses the kind of directory.
#include "gateway/directory/ldapfilter.h"
#include "gateway/directory/ldifsource.h"
#include "gateway/smtp/address.h"

#include <cstdlib>

using namespace gateway;
using namespace gateway::directory;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void requireSound(const QByteArray &address)
{
    const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(address, smtp::Utf8::Allowed);
    require(mailbox && mailbox->toBytes() == address);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray file(reinterpret_cast<const char *>(data + 1), qsizetype(size) - 1);
    const auto mapping = AttributeMapping::preset(DirectoryKind(data[0] % 3));
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    const Result<Import> import = readLdif(file, mapping, "ldif", now, {.entries = 100, .aliases = 50, .groups = 50});
    require(import || !import.error().message.isEmpty());
    if (import) {
        require(import->entries.size() <= 100 && import->notes.size() <= 20);
        for (const Entry &entry : import->entries) {
            requireSound(entry.address);
            require(entry.aliases.size() <= 50 && entry.groups.size() <= 50 && entry.name.size() <= 256);
            for (const QByteArray &alias : entry.aliases)
                requireSound(alias);
        }
    }
    // The same octets as a value in a filter: whatever they are, one comparison is made of them (threats.md L1).
    const QByteArray filter = LdapFilter::equals("mail", file).toBytes();
    require(filter.startsWith("(mail=") && filter.endsWith(')') && filter.count('(') == 1 && filter.count(')') == 1);
    require(!filter.contains('*') && !filter.contains('\0'));
    // And as a filter of an administrator.
    (void)LdapFilter::parse(QString::fromUtf8(file.left(1000)));
    return 0;
}
