#pragma once

#include "gateway/admin/types.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// Connections of the record, newest first, and how each was encrypted.
class TlsModel : public RecordModel<gateway::admin::TlsSession>
{
    Q_OBJECT
public:
    enum ColumnIndex { Time, Way, Partner, Version, Cipher, KeyExchange, Outcome, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::TlsSession &session, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::TlsSession &session) const override;
};

} // namespace ui
