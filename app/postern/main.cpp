#include "ui/shell/desktop.h"

#include <QApplication>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationVersion(QStringLiteral(POSTERN_VERSION));
    return ui::runDesktop(application);
}
