#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <chrono>

namespace gateway::dns {

/// Types of records we ask for (RFC 1035 3.2.2, RFC 3596, RFC 6698).
enum class Type : quint16 { A = 1, Ns = 2, Cname = 5, Soa = 6, Ptr = 12, Mx = 15, Txt = 16, Aaaa = 28, Tlsa = 52 };
[[nodiscard]] QByteArrayView toText(Type type); ///< "TXT"

/// What is asked: a normalized name and a type, class IN.
struct Question {
    QByteArray name;
    Type type = Type::A;

    friend bool operator==(const Question &, const Question &) = default;
};
[[nodiscard]] size_t qHash(const Question &question, size_t seed = 0);
struct QuestionHash { ///< For the containers of the standard library, whose values stay where they are.
    [[nodiscard]] size_t operator()(const Question &question) const { return qHash(question); }
};

/// What is known. Aliases (CNAME) have been followed.
struct Answer {
    enum class Status {
        Found,
        NoData,     ///< The name exists, without records of this type.
        NoSuchName, ///< NXDOMAIN.
        Failed,     ///< Late, broken, bogus, refused: not known. Never to be taken for "no".
    };
    Status status = Status::Failed;
    QList<QByteArray> records{}; ///< RDATA, names in it uncompressed; records.h reads them.
    QByteArray canonicalName{};  ///< Of the records found: where the aliases led, normalized; empty if that is not known.
    bool isSecure = false;       ///< Proved by DNSSEC, the absence of records too.
    bool isBogus = false;        ///< Failed, because DNSSEC contradicts.
    std::chrono::seconds ttl{0}; ///< How long it may be believed.
    QString cause{};             ///< Why it failed.

    [[nodiscard]] bool isFound() const { return status == Status::Found; }
    [[nodiscard]] bool isAbsent() const { return status == Status::NoData || status == Status::NoSuchName; }
};

} // namespace gateway::dns
