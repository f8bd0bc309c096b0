#pragma once

#include "ui/session/gatewaylink.h"
#include "ui/widgets/frames.h"

class QLineEdit;
class QProgressBar;
class QPushButton;

namespace ui {

class Banner;
class CodeBox;
class TextLabel;
class TrialGateway;

/// The page before there is a gateway: start a trial, or connect to one that runs.
class StartPage : public Ground
{
    Q_OBJECT
public:
    StartPage(GatewayLink &link, TrialGateway &trial, QWidget *parent = nullptr); ///< Both must outlive the page.

private:
    [[nodiscard]] QWidget *trialCard();
    [[nodiscard]] QWidget *directoryCard();
    [[nodiscard]] QWidget *addressCard();
    void showTrial();
    void showLink();

    GatewayLink &m_link;
    TrialGateway &m_trial;
    Banner *m_banner;
    TextLabel *m_progress;
    QProgressBar *m_bar;
    CodeBox *m_log;
    QPushButton *m_start, *m_cancel;
    QLineEdit *m_directory, *m_url, *m_tokenFile;
};

} // namespace ui
