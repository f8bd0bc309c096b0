// Precompiled for the window: what nearly every file of it uses. Never included by name.
#include <QApplication>
#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTableView>
#include <QWidget>
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
