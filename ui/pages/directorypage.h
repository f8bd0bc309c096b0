#pragma once

#include "ui/pages/tabbedpage.h"

namespace ui {

/// Who are our people, and is the list fresh?
class DirectoryPage : public TabbedPage
{
    Q_OBJECT
public:
    explicit DirectoryPage(GatewayLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString iconName() const override;
};

} // namespace ui
