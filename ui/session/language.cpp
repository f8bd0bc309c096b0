#include "ui/session/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

using namespace Qt::StringLiterals;

static void loadTranslations() { Q_INIT_RESOURCE(postern_ui_translations); }

namespace ui {

Language::Language(QObject *parent) : QObject(parent) { loadTranslations(); }

Language::~Language()
{
    for (const std::unique_ptr<QTranslator> &translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
}

void Language::choose(preferences::LanguageChoice choice)
{
    using enum preferences::LanguageChoice;
    m_choice = choice;
    const bool isJapanese = choice == Japanese || (choice == System && QLocale::system().language() == QLocale::Japanese);
    for (const std::unique_ptr<QTranslator> &translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
    m_translators.clear();
    QLocale::setDefault(isJapanese ? QLocale(QLocale::Japanese, QLocale::Japan) : QLocale(QLocale::English, QLocale::UnitedKingdom));
    const auto install = [this](const QString &file) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(file)) {
            QCoreApplication::installTranslator(translator.get());
            m_translators.push_back(std::move(translator));
        }
    };
    // Qt's own words (the menu of a text field) come with Qt; the English file holds nothing but plural forms.
    if (isJapanese)
        install(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + u"/qtbase_ja.qm"_s);
    install(isJapanese ? u":/i18n/postern_ja.qm"_s : u":/i18n/postern_en.qm"_s);
    Q_EMIT changed();
}

} // namespace ui
