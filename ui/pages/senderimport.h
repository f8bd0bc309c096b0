#pragma once

#include "gateway/admin/senderlisttypes.h"
#include "ui/session/awaited.h"
#include "ui/session/gatewaylink.h"

#include <QWidget>

class QPushButton;
class QRadioButton;

namespace ui {

class Banner;
class FactGrid;
class TextLabel;

/// Takes entries from a table: first it tells what that would do, then it does it.
class SenderImport : public QWidget
{
    Q_OBJECT
public:
    explicit SenderImport(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive it.

    void begin(const QString &name, const QByteArray &table); ///< \a name: of the file.
    [[nodiscard]] QWidget *firstField() const;

Q_SIGNALS:
    void imported(const gateway::admin::SenderListImport &outcome);
    void closed();

private:
    void check();
    void showCheck(const gateway::Result<gateway::admin::SenderListImport> &answer);
    void import();

    GatewayLink &m_link;
    QByteArray m_table;
    TextLabel *m_name, *m_state, *m_conflicts;
    QRadioButton *m_adds, *m_replaces;
    FactGrid *m_facts;
    Banner *m_failed;
    QPushButton *m_import;
    Awaited<gateway::admin::SenderListImport> m_answer, m_importing;
};

} // namespace ui
