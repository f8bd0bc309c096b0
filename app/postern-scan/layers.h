#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>
#include <functional>
#include <vector>

namespace scan {

/// Watches how the engine goes through the layers of one file (the file, its members, their members ...) and notices what it
/// passes over in silence: libclamav says "clean" of formats and methods that it cannot unpack, and cuts members of ZIP
/// archives at its size limit without a word (threats.md P7, P8).
class Layers
{
public:
    /// \a alert is called with the name of an alert of our own: "Postern.NotScanned.7Z".
    Layers(qint64 maxFileSize, bool canOpenRar, std::function<void(QLatin1StringView)> alert)
        : m_maxFileSize(maxFileSize), m_canOpenRar(canOpenRar), m_alert(std::move(alert))
    {
    }

    /// The engine begins with a layer. \a type: its name for it ("CL_TYPE_ZIP"); \a depth: 0 for the file itself.
    void enter(QByteArrayView type, unsigned depth, QByteArrayView octets);
    /// The engine is done with the file.
    void finish() { leave(0); }

private:
    struct Archive {
        unsigned depth = 0;
        QLatin1StringView alert;
        bool isOpened = false;
    };
    void leave(unsigned depth);

    qint64 m_maxFileSize;
    bool m_canOpenRar;
    std::function<void(QLatin1StringView)> m_alert;
    std::vector<Archive> m_archives; ///< Those around the current layer.
};

} // namespace scan
