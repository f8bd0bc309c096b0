<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Awaited</name>
    <message>
        <source>The connection was closed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>A page, an address, a subject or an id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search pages and messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages could not be searched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search an address, a word of the subject or a message id</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Looks after a Postern mail gateway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data directory of a gateway that runs on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of a gateway&apos;s administration interface.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that holds the token for that address.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnvelopeTab</name>
    <message>
        <source>next hop %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rule “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverse-path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From in the header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outbound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inbound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, refused before the content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id in the trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table was not written to %1. %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterTokenButton</name>
    <message>
        <source>Remove the condition “%1 %2”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GatewayLink</name>
    <message>
        <source>Trial gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local gateway</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyHints</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailPage</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened to this message, and why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a word, an address, fate:refused, since:2h …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All fates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantined today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Viruses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More messages could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The messages could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mail has come through this gateway yet. Each one appears here as it passes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mail matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, live is paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, found in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>messages.csv</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MailboxModel</name>
    <message>
        <source>Arrived mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>This page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another gateway …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the trial serving at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the list of this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>%1 – Postern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway has not answered since %1. It is asked again every two seconds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessagePane</name>
    <message>
        <source>Release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail was not released.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail was not deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail was released and is on its way to its recipients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessagesModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3 to %4, %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuarantineActs</name>
    <message>
        <source>Release this mail to %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Release %n mail(s)?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” was held as %2. Its recipient may open what it carries. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it held</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Release %n mail(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n mail(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n mail(s)?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A deleted mail cannot be brought back. Its record under Mail stays.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuarantineModel</name>
    <message>
        <source>Held mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, held as %2, %3, %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuarantinePage</name>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held mails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of these should be let through?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by word or address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More of the quarantine could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quarantine could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No held mail matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is held. Dangerous and unwanted mail waits here for a decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n mail(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Release %n mail(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) released.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) deleted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) could not be released.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) could not be deleted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>They are on their way to their recipients.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuarantinePane</name>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous (K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next (J)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show under Mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it was held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only text. Pictures, forms and links are off; nothing is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the mail, safe view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, is deleted on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This mail has no text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>no subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last answer of the mail server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrived %1, kept until %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, to %3, %4, next try %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Waiting mails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show under Mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drain all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail is tried now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail is tried again from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail is held until you resume it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All waiting mails are tried now, oldest first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What waits, why, and until when?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits. Mail is kept here only while the mail server does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server %1 does not answer. Mail is kept here, nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail server does not answer. Mail is kept here, nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redelivery starts by itself, oldest first, as soon as the server answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every mail was handed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing has to be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on this gateway&apos;s disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>then its sender is told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for the %1 mails read so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was not done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this mail from the queue?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” to %2 is then not delivered, and its sender is not told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove 1 mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mail was removed from the queue.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReasonList</name>
    <message>
        <source>No layer found anything to note.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SampleOutcome</name>
    <message>
        <source>Show under Mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent yet: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1 to %2. It should be: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it should be, after %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It should have been: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a sample at the left.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SampleRow</name>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>should be: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on its way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, as it should be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, but should be: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavedFilters</name>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchButton</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search pages and messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How is this gateway run, and how does this window look?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the trial gateway serving when this window is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change is made at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GNU General Public License, version 2 or later. You may use, study, share and change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt %1 (LGPL 3), icons from Lucide (ISC), fonts of your system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence of the icons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trial: on this computer only, nothing goes outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serving since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receives mail at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hands mail to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Virus scanner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sandbox of the scanner</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Menu (F10)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageTimeline</name>
    <message>
        <source>not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Start the trial gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which gateway do you want to look at?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postern guards the mail of a company. Try it here first, or look at a gateway that already runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A private gateway starts here, with samples and a test mailbox. It receives mail at 127.0.0.1:2525 and sends nothing outside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>/var/lib/postern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data directory of the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gateway on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File that holds the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gateway by its address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting; the virus signatures are loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway could not be reached.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer from the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holding mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serving, needs attention</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateStack</name>
    <message>
        <source>What you see is from %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>only test signatures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no virus signatures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>virus signatures from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 messages/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TestLabPage</name>
    <message>
        <source>Send all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test lab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does a mail arrive, and what does it look like then?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each goes through the whole gateway, from the first connection to the test mailbox.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send all %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This gateway is not a trial, so it has no samples. Start a trial gateway from the menu to try some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TestMailbox</name>
    <message>
        <source>Test mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the mail, safe view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the test mailbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test mailbox could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) arrived</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has arrived yet. Send a sample; what the gateway lets pass appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tls</name>
    <message>
        <source>In the clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not tell when it ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>ends in %n day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TlsModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key exchange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3, %4, %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TlsPage</name>
    <message>
        <source>signed by itself: others cannot verify it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>issued by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File %1
SHA-256 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each mail in and out, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is every mail encrypted, and with whom is it not?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads the certificate files again, after you replaced them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connections could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection has carried mail yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificates could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway has no certificate, so it cannot offer encryption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificates were read again. New connections use them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificates were not read again; the old ones stay in use.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TlsTab</name>
    <message>
        <source>From the sender to the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the gateway to the mail server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not contacted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key exchange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrialGateway</name>
    <message>
        <source>The trial gateway did not become ready within 30 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it happens again, look at its last words below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program %1 could not be started: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it may be executed, or install Postern again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program posternd was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the gateway&apos;s package, or put posternd beside this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that your home folder is not full and may be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trial gateway ended unexpectedly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trial gateway ended with exit code %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program uses %1, where the trial wants to receive mail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End that program, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another gateway already uses the trial&apos;s data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End it, or connect to its data directory below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its last words are below. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhyTab</name>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sender was told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If this was wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rule applied; mail is delivered unless one does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>policy version %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>it carries a virus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it looks like phishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it pretends to come from somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is very probably spam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it could not be checked completely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantined, because %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused, because %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discarded, because %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deferred, because %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered with a tag in the subject, because %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered, although %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered. Nothing speaks against this mail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued, because the mail server did not take it yet. It is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantined by a rule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused. The sender was told why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discarded by a rule. Nobody was told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deferred. The sender was asked to try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not delivered. The sender was told by a delivery status notification.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not delivered. The time in the queue is over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sender notified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graymail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impersonation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unscannable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Virus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next hop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered. It is graymail: wanted by some, read by few.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the sender by another way whether this mail is genuine. Only then release it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release it. The rule that held it stays in force for other mail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing needs doing. A genuine mail server tries again within minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the rule “%1” to observe, or add this sender to its exceptions. Then ask the sender to send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the sender to correct what the reply names and to send the mail again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no sender (a report)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused before the message was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
