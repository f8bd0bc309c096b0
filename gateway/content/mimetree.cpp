#include "gateway/content/mimetree.h"

#include "gateway/content/fields.h"
#include "gateway/content/gmimelibrary.h"
#include "gateway/content/lines.h"

#include <memory>

namespace gateway::content {
namespace {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T> using Object = std::unique_ptr<T, Unref>;

QByteArray decodedContent(GMimePart *part, qint64 maxOctets)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GMimeStream *source = content ? g_mime_data_wrapper_get_stream(content) : nullptr;
    if (!source || g_mime_stream_length(source) > maxOctets)
        return {};
    const Object<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, memory.get());
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    return QByteArray(reinterpret_cast<const char *>(bytes->data), qsizetype(bytes->len));
}

QByteArray lowered(const char *text)
{
    return QByteArray(text).toLower();
}

QByteArray rawField(GMimeObject *object, const char *name)
{
    GMimeHeader *header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
    return header ? QByteArray(g_mime_header_get_raw_value(header)) : QByteArray();
}

Leaf leafOf(GMimePart *part, bool isNested, qint64 maxOctets)
{
    GMimeObject *object = GMIME_OBJECT(part);
    Leaf leaf;
    if (GMimeContentType *type = g_mime_object_get_content_type(object)) {
        leaf.type = lowered(g_mime_content_type_get_media_type(type)) + '/' +
                    lowered(g_mime_content_type_get_media_subtype(type));
        leaf.charset = QByteArray(g_mime_content_type_get_parameter(type, "charset"));
    }
    if (const char *name = g_mime_part_get_filename(part))
        leaf.names.append(QString::fromUtf8(name));
    leaf.names += parameterCandidates(rawField(object, "Content-Disposition"), "filename");
    leaf.names += parameterCandidates(rawField(object, "Content-Type"), "name");
    leaf.names.removeDuplicates();
    leaf.contentId = QByteArray(g_mime_part_get_content_id(part));
    leaf.isAttachment = g_mime_part_is_attachment(part);
    leaf.isInNestedMessage = isNested;
    leaf.octets = decodedContent(part, maxOctets);
    return leaf;
}

} // namespace

QList<Leaf> readMimeTree(QByteArrayView octets, const AnalyzerConfig &config)
{
    initializeGMime();
    // The parser reads the message where it is; GMime counts in guint.
    GByteArray bytes{reinterpret_cast<guint8 *>(const_cast<char *>(octets.data())),
                     guint(std::min<qsizetype>(octets.size(), G_MAXUINT / 2))};
    const Object<GMimeStream> stream(g_mime_stream_mem_new());
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream.get()), &bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream.get()), false);
    const Object<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Object<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    QList<Leaf> leaves;
    if (!message)
        return leaves;

    struct Todo {
        GMimeObject *object;
        bool isNested;
    };
    QList<Todo> todo{
        {g_mime_message_get_mime_part(message.get()), false}}; // A list, not recursion: depth costs no stack.
    qint64 left = maxUnpackedOctets;
    while (!todo.isEmpty() && leaves.size() < config.maxParts && left > 0) {
        const auto [object, isNested] = todo.takeLast();
        if (!object)
            continue;
        if (GMIME_IS_MULTIPART(object)) {
            for (int i = std::min(g_mime_multipart_get_count(GMIME_MULTIPART(object)), config.maxParts) - 1; i >= 0;
                 --i)
                todo.append({g_mime_multipart_get_part(GMIME_MULTIPART(object), i), isNested});
        } else if (GMIME_IS_MESSAGE_PART(object)) {
            if (GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)))
                todo.append({g_mime_message_get_mime_part(inner), true});
        } else if (GMIME_IS_PART(object)) {
            leaves.append(leafOf(GMIME_PART(object), isNested, left));
            left -= leaves.last().octets.size();
        }
    }
    return leaves;
}

} // namespace gateway::content
