// Precompiled for every test. Never included by name.
#include "gateway/pch.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
