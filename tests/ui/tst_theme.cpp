#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QListView>
#include <QRegularExpression>
#include <QTest>
#include <cmath>

using namespace Qt::StringLiterals;
using ui::Palette;

namespace {

double channel(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

double luminance(const QColor &color) { return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF()); }

/// Contrast of two colours as WCAG 2 counts it.
double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class tst_Theme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrasts_data();
    void contrasts();
    void switchReachesWidgets();
    void iconsTakeTheirColour();
    void everyIconCanBePainted();
    void noColourIsNamedElsewhere();
};

void tst_Theme::contrasts_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    for (const Palette *palette : {&Palette::light(), &Palette::dark()}) {
        const QByteArray theme = palette->isDark ? "dark" : "light";
        const auto row = [&theme](const QByteArray &name, const QColor &ink, const QColor &ground, double least) {
            QTest::newRow((theme + ": " + name).constData()) << ink << ground << least;
        };
        const QList<std::pair<QByteArray, QColor>> grounds{{"window", palette->window},       {"nav", palette->nav},   {"surface", palette->surface},
                                                           {"sunken", palette->sunken},       {"selection", palette->selection},
                                                           {"inactive selection", palette->inactiveSelection}, {"hover", palette->hover}};
        for (const auto &[name, ground] : grounds) {
            row("text on " + name, palette->text, ground, 4.5);
            row("muted on " + name, palette->muted, ground, 4.5);
            row("accent on " + name, palette->accent, ground, 4.5);
        }
        row("words on the default button", palette->onAccent, palette->accent, 4.5);
        row("strong line on surface", palette->strongLine, palette->surface, 3);
        for (std::size_t i = 0; i < palette->tones.size(); ++i) {
            const QByteArray tone = QByteArray::number(int(i));
            row("chip " + tone + " on its fill", palette->tones[i].text, palette->tones[i].fill, 4.5);
            row("words of tone " + tone + " on surface", palette->tones[i].text, palette->surface, 4.5);
            row("words of tone " + tone + " on selection", palette->tones[i].text, palette->selection, 4.5);
            row("icon of tone " + tone + " on surface", palette->tones[i].icon, palette->surface, 3);
            row("text in a banner of tone " + tone, palette->text, palette->tones[i].fill, 4.5);
        }
    }
}

void tst_Theme::contrasts()
{
    QFETCH(const QColor, ink);
    QFETCH(const QColor, ground);
    QFETCH(const double, least);
    QVERIFY2(contrast(ink, ground) >= least, QByteArray::number(contrast(ink, ground)).constData());
}

void tst_Theme::switchReachesWidgets()
{
    ui::Theme theme;
    QWidget window;
    QListView list;
    window.show();
    list.show();
    theme.setMode(ui::Theme::Mode::Dark);
    QApplication::processEvents(); // Qt tells the widgets by an event.
    QCOMPARE(window.palette().color(QPalette::Window), Palette::dark().window);
    QCOMPARE(list.palette().color(QPalette::Active, QPalette::Highlight), Palette::dark().selection);
    QCOMPARE(list.palette().color(QPalette::HighlightedText), Palette::dark().text);
    theme.setMode(ui::Theme::Mode::Light);
    QApplication::processEvents();
    QCOMPARE(window.palette().color(QPalette::Window), Palette::light().window);
    QCOMPARE(list.palette().color(QPalette::Inactive, QPalette::Highlight), Palette::light().inactiveSelection);
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive, QPalette::Disabled})
        QCOMPARE(window.palette().color(group, QPalette::Base), Palette::light().surface);
}

void tst_Theme::iconsTakeTheirColour()
{
    ui::Theme theme;
    const auto strongest = [](const QPixmap &pixmap) {
        const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
        QColor best;
        int alpha = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (const QColor color = image.pixelColor(x, y); color.alpha() > alpha) {
                    alpha = color.alpha();
                    best = color;
                }
            }
        }
        best.setAlpha(255);
        return best;
    };
    const QIcon icon = ui::icon(u"mails"_s);
    theme.setMode(ui::Theme::Mode::Light);
    QCOMPARE(strongest(icon.pixmap(18)), Palette::light().muted);
    QCOMPARE(strongest(icon.pixmap(QSize(18, 18), 1, QIcon::Selected)), Palette::light().accent);
    theme.setMode(ui::Theme::Mode::Dark);
    QCOMPARE(strongest(icon.pixmap(18)), Palette::dark().muted);
    QCOMPARE(strongest(icon.pixmap(QSize(18, 18), 1, QIcon::Disabled)), Palette::dark().strongLine);
}

void tst_Theme::everyIconCanBePainted()
{
    const ui::Theme theme;
    const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(files.size() > 40);
    for (const QString &file : files) {
        const QImage image = ui::iconPixmap(file.chopped(4), 24, Qt::red, 1).toImage();
        QVERIFY2(image != QImage(image.size(), image.format()), qPrintable(file));
    }
}

// Colours stand in palette.cpp alone; a literal elsewhere would not follow the theme.
void tst_Theme::noColourIsNamedElsewhere()
{
    QDir root(QStringLiteral(UI_SOURCES));
    QVERIFY(root.exists());
    static const QRegularExpression literal(uR"(QColor\(\s*\d|QColor\("|Qt::(white|black|red|green|blue|gray|darkGray|lightGray|yellow|cyan|magenta)\b|"#[0-9A-Fa-f]{6}")"_s);
    for (const QString &folder : {u"models"_s, u"pages"_s, u"session"_s, u"shell"_s, u"theme"_s, u"widgets"_s}) {
        const QFileInfoList files = QDir(root.filePath(folder)).entryInfoList({u"*.cpp"_s, u"*.h"_s});
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(info.fileName() == "palette.cpp"_L1 || !QString::fromUtf8(file.readAll()).contains(literal), qPrintable(info.filePath()));
        }
    }
}

QTEST_MAIN(tst_Theme)
#include "tst_theme.moc"
