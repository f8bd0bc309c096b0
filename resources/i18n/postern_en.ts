<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Tls</name>
    <message numerus="yes">
        <source>ends in %n day(s)</source>
        <translation><numerusform>ends in %n day</numerusform><numerusform>ends in %n days</numerusform></translation>
    </message>
</context>
<context>
    <name>ui::BlockListsTab</name>
    <message numerus="yes">
        <source>%n list(s) do not work and count for nothing.</source>
        <translation><numerusform>%n list does not work and counts for nothing.</numerusform><numerusform>%n lists do not work and count for nothing.</numerusform></translation>
    </message>
</context>
<context>
    <name>ui::DefencePage</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation><numerusform>And %n more.</numerusform><numerusform>And %n more.</numerusform></translation>
    </message>
</context>
<context>
    <name>ui::DifferenceView</name>
    <message numerus="yes">
        <source>Stop the mail of %n people?</source>
        <translation><numerusform>Stop the mail of %n person?</numerusform><numerusform>Stop the mail of %n people?</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Apply, %n people get no more mail</source>
        <translation><numerusform>Apply, %n person gets no more mail</numerusform><numerusform>Apply, %n people get no more mail</numerusform></translation>
    </message>
</context>
<context>
    <name>ui::MailPage</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation><numerusform>%n message</numerusform><numerusform>%n messages</numerusform></translation>
    </message>
</context>
<context>
    <name>ui::QuarantineActs</name>
    <message numerus="yes">
        <source>Release %n mail(s)?</source>
        <translation><numerusform>Release %n mail?</numerusform><numerusform>Release %n mails?</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Release %n mail(s)</source>
        <translation><numerusform>Release %n mail</numerusform><numerusform>Release %n mails</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n mail(s)</source>
        <translation><numerusform>Delete %n mail</numerusform><numerusform>Delete %n mails</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n mail(s)?</source>
        <translation><numerusform>Delete %n mail?</numerusform><numerusform>Delete %n mails?</numerusform></translation>
    </message>
</context>
<context>
    <name>ui::QuarantinePage</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation><numerusform>%n selected</numerusform><numerusform>%n selected</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation><numerusform>%n waiting</numerusform><numerusform>%n waiting</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n mail(s)</source>
        <translation><numerusform>Delete %n mail</numerusform><numerusform>Delete %n mails</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Release %n mail(s)</source>
        <translation><numerusform>Release %n mail</numerusform><numerusform>Release %n mails</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) released.</source>
        <translation><numerusform>%n mail released.</numerusform><numerusform>%n mails released.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) deleted.</source>
        <translation><numerusform>%n mail deleted.</numerusform><numerusform>%n mails deleted.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) could not be released.</source>
        <translation><numerusform>%n mail could not be released.</numerusform><numerusform>%n mails could not be released.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) could not be deleted.</source>
        <translation><numerusform>%n mail could not be deleted.</numerusform><numerusform>%n mails could not be deleted.</numerusform></translation>
    </message>
</context>
<context>
    <name>ui::SourcesTab</name>
    <message numerus="yes">
        <source>%n people would no longer get mail. Until you decide, the list in use stays as it is.</source>
        <translation><numerusform>%n person would no longer get mail. Until you decide, the list in use stays as it is.</numerusform><numerusform>%n people would no longer get mail. Until you decide, the list in use stays as it is.</numerusform></translation>
    </message>
</context>
<context>
    <name>ui::TestMailbox</name>
    <message numerus="yes">
        <source>%n mail(s) arrived</source>
        <translation><numerusform>%n mail arrived</numerusform><numerusform>%n mails arrived</numerusform></translation>
    </message>
</context>
</TS>
