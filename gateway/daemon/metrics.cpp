#include "gateway/daemon/metrics.h"

namespace gateway::daemon {

QByteArray prometheusText(const admin::Status &status, const std::array<std::uint64_t, 8> &fates, std::uint64_t stalls)
{
    QByteArray text = "# HELP postern_messages_total Messages by their fate since the start.\n# TYPE postern_messages_total counter\n";
    for (std::size_t i = 0; i < fates.size(); ++i)
        text += "postern_messages_total{fate=\"" + toWord(Fate(i)) + "\"} " + QByteArray::number(qulonglong(fates[i])) + '\n';
    text += "# HELP postern_loop_stalls_total Times that an event loop was held up by more than 50 ms.\n# TYPE postern_loop_stalls_total counter\n"
            "postern_loop_stalls_total " + QByteArray::number(qulonglong(stalls)) + '\n';
    const auto gauge = [&text](const char *name, const char *help, double value) {
        text += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + " gauge\n" + name + ' ' + QByteArray::number(value, 'g', 12) + '\n';
    };
    gauge("postern_sessions", "SMTP sessions open now.", status.sessions);
    gauge("postern_messages_per_minute", "Messages in the last minute.", status.messagesPerMinute);
    gauge("postern_median_milliseconds", "Median time of the last 512 messages.", status.medianMilliseconds);
    gauge("postern_queue_messages", "Messages in the queue.", double(status.queued));
    gauge("postern_quarantine_messages", "Messages in the quarantine.", double(status.quarantined));
    gauge("postern_next_hop_up", "1 while all next hops answer.", status.isNextHopUp);
    gauge("postern_signatures", "Virus signatures loaded.", double(status.signatures));
    gauge("postern_healthy", "1 while mail is taken and checked.", status.health != QLatin1String("bad"));
    return text;
}

} // namespace gateway::daemon
