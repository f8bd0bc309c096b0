#include "ui/widgets/choicebox.h"

#include "ui/models/plaintext.h"
#include "ui/models/roles.h"

namespace ui {

ChoiceBox::ChoiceBox(const QString &name, QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(name);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
}

void ChoiceBox::add(const QString &value, const QString &word)
{
    addItem(marked(word));
    setItemData(count() - 1, value, IdRole);
}

QString ChoiceBox::value() const { return currentData(IdRole).toString(); }

void ChoiceBox::setValue(const QString &value)
{
    for (int i = 0; i < count(); ++i) {
        if (itemData(i, IdRole).toString() == value)
            return setCurrentIndex(i);
    }
    add(value, value);
    setCurrentIndex(count() - 1);
}

} // namespace ui
