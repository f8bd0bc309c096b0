#pragma once

#include "gateway/admin/codec.h"

#include <QJsonArray>
#include <array>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

/// How the value types become JSON and are read from it, for the files that define them. A type is described once, with
/// BOOST_DESCRIBE_STRUCT; both directions, and the names in JSON, follow from that.
namespace gateway::admin::described {

inline constexpr std::array stageStates{"passed", "attention", "stopped", "notreached"}; // In the enumeration's order.

template<typename T>
concept HasCodec = requires(const T &value) { value.toJson(); };

// One write() and one read() per kind of member. An Undefined value is not written; read() leaves the default of a
// member that is missing or of the wrong type.

inline QJsonValue write(const QString &text) { return text; }
inline QJsonValue write(bool value) { return value; }
inline QJsonValue write(int value) { return value; }
inline QJsonValue write(qint64 value) { return value; }
inline QJsonValue write(double value) { return value; }
inline QJsonValue write(const QJsonObject &object) { return object; }

inline QJsonValue write(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue(QJsonValue::Undefined);
}

inline QJsonValue write(StageRecord::State state) { return QLatin1String(stageStates[std::size_t(state)]); }

template<typename T>
    requires std::is_enum_v<T>
QJsonValue write(T value)
{
    return QString::fromLatin1(toWord(value));
}

/// A nested record that says nothing is left out, so that the rows of a list stay short.
template<HasCodec T>
QJsonValue write(const T &record)
{
    return record == T() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(record.toJson());
}

template<typename T>
QJsonValue write(const std::optional<T> &value)
{
    return value ? write(*value) : QJsonValue(QJsonValue::Undefined);
}

template<typename T>
QJsonValue write(const QList<T> &list)
{
    if (list.isEmpty())
        return QJsonValue::Undefined;
    if constexpr (std::is_same_v<T, QString>)
        return QJsonArray::fromStringList(list);
    else if constexpr (std::is_same_v<T, Reason>)
        return gateway::toJson(list);
    else
        return toJsonArray(list);
}

inline void read(const QJsonValue &value, QString &text) { text = value.toString(text); }
inline void read(const QJsonValue &value, bool &flag) { flag = value.toBool(flag); }
inline void read(const QJsonValue &value, int &number) { number = value.toInt(number); }
inline void read(const QJsonValue &value, qint64 &number) { number = value.toInteger(number); }
inline void read(const QJsonValue &value, double &number) { number = value.toDouble(number); }
inline void read(const QJsonValue &value, QJsonObject &object) { object = value.toObject(object); }

inline void read(const QJsonValue &value, QDateTime &time)
{
    QDateTime parsed = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!parsed.isValid())
        return;
    if (parsed.timeSpec() == Qt::LocalTime) // No offset given: our times are UTC, wherever the reader lives.
        parsed.setTimeSpec(Qt::UTC);
    time = parsed.toUTC();
}

inline void read(const QJsonValue &value, StageRecord::State &state)
{
    const auto word = std::ranges::find(stageStates, value.toString(), [](const char *w) { return QLatin1String(w); });
    if (word != stageStates.end())
        state = StageRecord::State(word - stageStates.begin());
}

template<typename T>
    requires std::is_enum_v<T>
void read(const QJsonValue &value, T &member)
{
    member = fromWord<T>(value.toString().toUtf8()).value_or(member);
}

template<HasCodec T>
void read(const QJsonValue &value, T &record)
{
    if (value.isObject())
        record = T::fromJson(value.toObject());
}

/// A value that reads alike from two defaults was really there.
template<typename T>
void read(const QJsonValue &value, std::optional<T> &member)
{
    T low{}, high = T(1);
    read(value, low);
    read(value, high);
    if (low == high)
        member = low;
}

template<typename T>
void read(const QJsonValue &value, QList<T> &list)
{
    const QJsonArray array = value.toArray();
    if constexpr (std::is_same_v<T, QString>) {
        for (const QJsonValue &item : array) {
            if (item.isString())
                list.append(item.toString());
        }
    } else if constexpr (std::is_same_v<T, Reason>) {
        list = reasonsFromJson(array);
    } else {
        list = listFromJson<T>(array);
    }
}

template<typename T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template<typename T>
QJsonObject writeMembers(const T &record)
{
    QJsonObject object;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        if (const QJsonValue value = write(record.*member.pointer); !value.isUndefined())
            object.insert(QLatin1String(member.name), value);
    });
    return object;
}

template<typename T>
T readMembers(const QJsonObject &object)
{
    T record;
    boost::mp11::mp_for_each<Members<T>>(
        [&](auto member) { read(object.value(QLatin1String(member.name)), record.*member.pointer); });
    return record;
}

} // namespace gateway::admin::described
