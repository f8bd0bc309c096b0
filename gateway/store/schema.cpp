#include "gateway/store/database.h"

using namespace Qt::StringLiterals;

namespace gateway::store {

/// Times are milliseconds since 1970 UTC. Enumerations are their words (verdict.h). A step, once released, is never changed: add another.
const QList<Database::Migration> &migrations()
{
    static const QList<Database::Migration> steps{
        {u"first schema"_s,
         {
             // What is searched stays narrow, the rest of the record lies beside it: a search reads only the first table.
             // The searched texts went through searchText().
             uR"(CREATE TABLE messages (
                 seq INTEGER PRIMARY KEY,
                 id TEXT NOT NULL UNIQUE,
                 received INTEGER NOT NULL,
                 fate TEXT NOT NULL,
                 class TEXT NOT NULL,
                 sender TEXT NOT NULL,
                 recipients TEXT NOT NULL,
                 subject TEXT NOT NULL))"_s,
             u"CREATE INDEX messages_received ON messages (received)"_s,
             u"CREATE INDEX messages_fate ON messages (fate, received)"_s,
             u"CREATE INDEX messages_class ON messages (class, received)"_s,
             u"CREATE TABLE message_details (seq INTEGER PRIMARY KEY, json BLOB NOT NULL)"_s,

             u"CREATE TABLE tls_sessions (seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, json BLOB NOT NULL)"_s,
             u"CREATE INDEX tls_sessions_time ON tls_sessions (time)"_s,

             // Indexes of directories of files, rebuilt from them when they are lost.
             uR"(CREATE TABLE queue_index (
                 id TEXT PRIMARY KEY,
                 received INTEGER NOT NULL,
                 next INTEGER NOT NULL,
                 size INTEGER NOT NULL,
                 attempts INTEGER NOT NULL,
                 held INTEGER NOT NULL,
                 destination BLOB NOT NULL,
                 details BLOB NOT NULL) WITHOUT ROWID)"_s,
             uR"(CREATE TABLE quarantine_index (
                 id TEXT PRIMARY KEY,
                 received INTEGER NOT NULL,
                 expires INTEGER NOT NULL,
                 class TEXT NOT NULL,
                 released INTEGER NOT NULL,
                 size INTEGER NOT NULL,
                 search TEXT NOT NULL,
                 details BLOB NOT NULL))"_s,
             u"CREATE INDEX quarantine_received ON quarantine_index (received)"_s,
             u"CREATE INDEX quarantine_expires ON quarantine_index (expires)"_s,

             uR"(CREATE TABLE settings (
                 key TEXT NOT NULL,
                 version INTEGER NOT NULL,
                 value BLOB NOT NULL,
                 time INTEGER NOT NULL,
                 author TEXT NOT NULL,
                 note TEXT NOT NULL,
                 PRIMARY KEY (key, version)) WITHOUT ROWID)"_s,
             uR"(CREATE TABLE audit (
                 seq INTEGER PRIMARY KEY AUTOINCREMENT,
                 time INTEGER NOT NULL,
                 author TEXT NOT NULL,
                 action TEXT NOT NULL,
                 object TEXT NOT NULL,
                 details BLOB NOT NULL))"_s,
             u"CREATE INDEX audit_time ON audit (time)"_s,
         }},
        {u"lists of senders"_s,
         {
             uR"(CREATE TABLE sender_lists (
                 action TEXT NOT NULL,
                 sender TEXT NOT NULL,
                 scope TEXT NOT NULL,
                 note TEXT NOT NULL,
                 added INTEGER NOT NULL,
                 PRIMARY KEY (action, sender, scope)) WITHOUT ROWID)"_s,
             // Without its row the lists were never changed in this database: they may come back from their copy.
             u"CREATE TABLE sender_list_changes (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL)"_s,
         }},
    };
    return steps;
}

} // namespace gateway::store
