#include "app/posternctl/commandline.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return cli::run(argc, argv);
}
