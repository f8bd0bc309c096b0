<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Authentication</name>
    <message>
        <source>%1 lets %2 send for it.</source>
        <translation>%1は、%2からの送信を許可しています。</translation>
    </message>
    <message>
        <source>%1 does not let %2 send for it.</source>
        <translation>%1は、%2からの送信を許可していません。</translation>
    </message>
    <message>
        <source>%1 probably does not let %2 send for it.</source>
        <translation>%1は、%2からの送信をおそらく許可していません。</translation>
    </message>
    <message>
        <source>Whom %1 lets send for it could not be found out.</source>
        <translation>%1がどのサーバに送信を許可しているか、確認できませんでした。</translation>
    </message>
    <message>
        <source>What %1 publishes about its senders cannot be used.</source>
        <translation>%1が公開している送信元の情報に誤りがあります。</translation>
    </message>
    <message>
        <source>%1 does not say who may send for it.</source>
        <translation>%1は、送信を許可するサーバを公開していません。</translation>
    </message>
    <message>
        <source>%1 signed the mail, and nothing was changed since.</source>
        <translation>%1が署名し、その後の変更はありません。</translation>
    </message>
    <message>
        <source>The signature of %1 could not be checked.</source>
        <translation>%1の署名を確認できませんでした。</translation>
    </message>
    <message>
        <source>The signature of %1 is not enough.</source>
        <translation>%1の署名は、メール全体を保証していません。</translation>
    </message>
    <message>
        <source>The signature of %1 was not checked.</source>
        <translation>%1の署名は検証されていません。</translation>
    </message>
    <message>
        <source>The signature of %1 is not valid.</source>
        <translation>%1の署名は有効ではありません。</translation>
    </message>
    <message>
        <source>%1 asks to refuse mail that is not proved to be its own.</source>
        <translation>%1は、本物と確認できないメールの拒否を求めています。</translation>
    </message>
    <message>
        <source>%1 asks to put mail aside that is not proved to be its own.</source>
        <translation>%1は、本物と確認できないメールの隔離を求めています。</translation>
    </message>
    <message>
        <source>%1 asks for nothing if mail is not proved to be its own.</source>
        <translation>%1は、本物と確認できないメールについて何も求めていません。</translation>
    </message>
    <message>
        <source>The mail does not name exactly one author.</source>
        <translation>差出人が一つに定まりません。</translation>
    </message>
    <message>
        <source>%1 publishes no policy.</source>
        <translation>%1はポリシーを公開していません。</translation>
    </message>
    <message>
        <source>Who sent this mail was not checked</source>
        <translation>送信者の確認は行われていません</translation>
    </message>
    <message>
        <source>The mail really comes from %1</source>
        <translation>%1からのメールと確認されました</translation>
    </message>
    <message>
        <source>A trusted forwarder vouches that the mail came from %1</source>
        <translation>信頼する転送元が、%1からのメールであることを保証しています</translation>
    </message>
    <message>
        <source>Nobody can vouch for this mail</source>
        <translation>このメールの差出人は確認できません</translation>
    </message>
    <message>
        <source>Nothing proves that the mail comes from %1</source>
        <translation>%1からのメールである証拠がありません</translation>
    </message>
    <message>
        <source>Whether the mail comes from %1 could not be found out</source>
        <translation>%1からのメールかどうか、確認できませんでした</translation>
    </message>
    <message>
        <source>The mail comes from %1, which asks for no protection</source>
        <translation>%1からのメールですが、%1はなりすまし対策を求めていません</translation>
    </message>
    <message>
        <source>%1 does not protect its name</source>
        <translation>%1は、なりすまし対策をしていません</translation>
    </message>
    <message>
        <source>The sender</source>
        <translation>送信者</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>不明な署名者</translation>
    </message>
    <message>
        <source>The mail was passed on by %1.</source>
        <translation>%1が転送しました。</translation>
    </message>
    <message>
        <source>The mail was passed on, but the seals on its way do not hold.</source>
        <translation>転送されていますが、途中の封印は有効ではありません。</translation>
    </message>
    <message>
        <source>speaks for the author</source>
        <translation>差出人のドメインと一致</translation>
    </message>
    <message>
        <source>says nothing about the author</source>
        <translation>差出人のドメインとは別</translation>
    </message>
    <message>
        <source>trusted</source>
        <translation>信頼済み</translation>
    </message>
    <message>
        <source>not trusted here</source>
        <translation>信頼する転送元ではありません</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>鍵 %1</translation>
    </message>
</context>
<context>
    <name>Awaited</name>
    <message>
        <source>The connection was closed.</source>
        <translation>接続が閉じられました。</translation>
    </message>
</context>
<context>
    <name>Defence</name>
    <message>
        <source>Own lists</source>
        <translation>自社リスト</translation>
    </message>
    <message>
        <source>Clients that you allow or block yourself.</source>
        <translation>自社で許可またはブロックする接続元です。</translation>
    </message>
    <message>
        <source>Block lists</source>
        <translation>ブロックリスト</translation>
    </message>
    <message>
        <source>What public lists in the DNS say of a client.</source>
        <translation>接続元について、DNS上の公開リストが示す評価です。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Whether earlier mail from the client, its network and its senders was good.</source>
        <translation>接続元、そのネットワーク、差出人からのこれまでのメールが良好だったかを見ます。</translation>
    </message>
    <message>
        <source>Reverse name (PTR)</source>
        <translation>逆引き (PTR)</translation>
    </message>
    <message>
        <source>Whether the client has a name in the DNS that leads back to it.</source>
        <translation>接続元の名前がDNSにあり、正引きで元のアドレスに戻るかを見ます。</translation>
    </message>
    <message>
        <source>HELO name</source>
        <translation>HELO名</translation>
    </message>
    <message>
        <source>Whether the client gives a name that can be its own.</source>
        <translation>接続元が名乗る名前が、本人のものであり得るかを見ます。</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>How much a client and its network may send in a time.</source>
        <translation>接続元とそのネットワークが、一定時間に送信できる量です。</translation>
    </message>
    <message>
        <source>Harvest guard</source>
        <translation>DHA対策</translation>
    </message>
    <message>
        <source>Whether a client tries out which recipients there are.</source>
        <translation>接続元が、存在する受信者を探っていないかを見ます。</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Only your own lists, rates and the harvest guard act. Everything else is written down.</source>
        <translation>自社リスト、流量、DHA対策だけが働きます。それ以外は記録するだけです。</translation>
    </message>
    <message>
        <source>Relaxed</source>
        <translation>ゆるやか</translation>
    </message>
    <message>
        <source>Refuses a client only if several block lists agree on it. A good past speaks for it.</source>
        <translation>複数のブロックリストが一致した場合だけ拒否します。良好な履歴は有利に働きます。</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Refuses what a trusted block list names, what calls itself by your name, and what much speaks against. Doubtful clients have to try again.</source>
        <translation>信頼できるブロックリストに載る接続元、自社の名前を名乗る接続元、不利な根拠の多い接続元を拒否します。疑わしい接続元には再送を求めます。</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>厳格</translation>
    </message>
    <message>
        <source>Less evidence suffices, and clients without a valid name in the DNS are put off. Badly set up but honest servers suffer, too.</source>
        <translation>より少ない根拠で拒否し、DNSに有効な名前のない接続元は一時拒否します。設定に不備のある正当なサーバも影響を受けます。</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>拒否%1件</translation>
    </message>
    <message>
        <source>%1 deferred</source>
        <translation>一時拒否%1件</translation>
    </message>
    <message>
        <source>%1 greylisted</source>
        <translation>グレーリスト%1件</translation>
    </message>
    <message>
        <source>%1 warned of</source>
        <translation>警告のみ%1件</translation>
    </message>
    <message>
        <source>%1 observed only</source>
        <translation>監視のみ%1件</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>許可</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>Allow 192.0.2.1</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>“%1” stands twice.</source>
        <translation>「%1」が2回登録されています。</translation>
    </message>
    <message>
        <source>“%1” and “%2” name the same clients. Only the first counts.</source>
        <translation>「%1」と「%2」は同じ接続元を指しています。前者だけが有効です。</translation>
    </message>
    <message>
        <source>“%1” is an exception from “%2”.</source>
        <translation>「%1」は「%2」の例外です。</translation>
    </message>
    <message>
        <source>no rule</source>
        <translation>ルールなし</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>一時拒否</translation>
    </message>
    <message>
        <source>Greylisted</source>
        <translation>グレーリスト</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>受け入れ</translation>
    </message>
    <message>
        <source>%1 would be refused by the rule “%2”.</source>
        <translation>%1は、ルール「%2」によって拒否されます。</translation>
    </message>
    <message>
        <source>%1 would be put off by the rule “%2”. It may try again later.</source>
        <translation>%1は、ルール「%2」によって一時拒否されます。後で再送できます。</translation>
    </message>
    <message>
        <source>%1 would have to try again once, by the rule “%2”.</source>
        <translation>%1は、ルール「%2」によって一度だけ再送を求められます。</translation>
    </message>
    <message>
        <source>%1 would be let in. Its mail is then checked like all mail.</source>
        <translation>%1は受け入れられます。メールは通常どおり検査されます。</translation>
    </message>
    <message>
        <source>If all checks were enforced, it would be refused.</source>
        <translation>すべての検査を適用すると、拒否されます。</translation>
    </message>
    <message>
        <source>If all checks were enforced, it would be put off.</source>
        <translation>すべての検査を適用すると、一時拒否されます。</translation>
    </message>
    <message>
        <source>If all checks were enforced, it would have to try again once.</source>
        <translation>すべての検査を適用すると、一度だけ再送を求められます。</translation>
    </message>
    <message>
        <source>If all checks were enforced, it would be let in.</source>
        <translation>すべての検査を適用すると、受け入れられます。</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Looks after a Postern mail gateway.</source>
        <translation>Posternメールゲートウェイを管理します。</translation>
    </message>
    <message>
        <source>The data directory of a gateway that runs on this computer.</source>
        <translation>このコンピュータで動作しているゲートウェイのデータフォルダ。</translation>
    </message>
    <message>
        <source>The address of a gateway&apos;s administration interface.</source>
        <translation>ゲートウェイの管理インタフェースのアドレス。</translation>
    </message>
    <message>
        <source>The file that holds the token for that address.</source>
        <translation>そのアドレスのトークンを保存したファイル。</translation>
    </message>
</context>
<context>
    <name>Directory</name>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>CSV file</source>
        <translation>CSVファイル</translation>
    </message>
    <message>
        <source>LDIF file</source>
        <translation>LDIFファイル</translation>
    </message>
    <message>
        <source>no server</source>
        <translation>サーバ未設定</translation>
    </message>
    <message>
        <source>only what is uploaded</source>
        <translation>アップロードのみ</translation>
    </message>
    <message>
        <source>none: passwords and names cross the network readable</source>
        <translation>なし: パスワードと名前が平文でネットワークを流れます</translation>
    </message>
    <message>
        <source>%1, certificate verified</source>
        <translation>%1、証明書を検証</translation>
    </message>
    <message>
        <source>%1, certificate not verified</source>
        <translation>%1、証明書は未検証</translation>
    </message>
    <message>
        <source>typed by hand</source>
        <translation>手入力</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>取り込み済み</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>承認待ち</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>承認済み</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Never read</source>
        <translation>未読み込み</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>読み込み中</translation>
    </message>
    <message>
        <source>Waits for approval: %1</source>
        <translation>承認待ち: %1</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>Important, new</source>
        <translation>重要、新規</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>重要</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>aliases</source>
        <translation>別名</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>important</source>
        <translation>重要</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>; </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 is in none of our domains. Mail to it is not taken.</source>
        <translation>%1は自社ドメインではありません。このあて先のメールは受け取りません。</translation>
    </message>
    <message>
        <source>%1 is known without its tag. Mail to it is accepted.</source>
        <translation>%1は、タグを除いたアドレスが登録されています。メールを受け付けます。</translation>
    </message>
    <message>
        <source>%1 is known. Mail to it is accepted.</source>
        <translation>%1は登録されています。メールを受け付けます。</translation>
    </message>
    <message>
        <source>%1 is in no list, so its mail goes to the catch-all mailbox.</source>
        <translation>%1はどのリストにもないため、メールはキャッチオールのメールボックスに届きます。</translation>
    </message>
    <message>
        <source>%1 is in no list. The mail server is asked whether it exists.</source>
        <translation>%1はどのリストにもありません。存在するかをメールサーバに確認します。</translation>
    </message>
    <message>
        <source>%1 is switched off in the directory. Mail to it is refused.</source>
        <translation>%1はディレクトリで無効になっています。メールを拒否します。</translation>
    </message>
    <message>
        <source>%1 is in no list. Mail to it is refused.</source>
        <translation>%1はどのリストにもありません。メールを拒否します。</translation>
    </message>
    <message>
        <source>Whether %1 exists could not be found out. Its mail is deferred, so the sender tries again.</source>
        <translation>%1が存在するか確認できませんでした。メールは一時拒否され、送信側が再送します。</translation>
    </message>
    <message>
        <source>%1 is in no list. Its mail is accepted all the same and marked.</source>
        <translation>%1はどのリストにもありませんが、メールは印を付けて受け付けます。</translation>
    </message>
    <message>
        <source>Recipients are not checked in this domain. Mail to %1 is accepted.</source>
        <translation>このドメインでは受信者を確認しません。%1あてのメールを受け付けます。</translation>
    </message>
    <message>
        <source>mailbox %1</source>
        <translation>メールボックス: %1</translation>
    </message>
    <message>
        <source>source: %1</source>
        <translation>ソース: %1</translation>
    </message>
    <message>
        <source>groups: %1</source>
        <translation>グループ: %1</translation>
    </message>
    <message>
        <source>The sender is answered: %1</source>
        <translation>送信側への応答: %1</translation>
    </message>
    <message>
        <source>refused where there is a list</source>
        <translation>リストがあれば拒否</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>the mail server is asked</source>
        <translation>メールサーバに確認</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>受け付け</translation>
    </message>
    <message>
        <source>They are refused as soon as a source or you name recipients of this domain. Until then all are accepted.</source>
        <translation>ソースまたは手入力でこのドメインの受信者が登録されると、拒否されます。それまではすべて受け付けます。</translation>
    </message>
    <message>
        <source>They are refused, even while no recipient is known. Then nobody gets mail.</source>
        <translation>受信者が1人も登録されていなくても拒否します。その場合、誰もメールを受け取れません。</translation>
    </message>
    <message>
        <source>The mail server is asked whether it would take mail for them. Its answer is remembered for a while.</source>
        <translation>受け取れるかどうかをメールサーバに確認します。回答はしばらく記憶されます。</translation>
    </message>
    <message>
        <source>All are accepted. The mail server has to refuse them, and guessing spammers are not noticed.</source>
        <translation>すべて受け付けます。拒否はメールサーバに任され、あて先を探るスパム送信者は検知されません。</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>The table was not written to %1. %2.</source>
        <translation>表を%1に書き込めませんでした。%2。</translation>
    </message>
</context>
<context>
    <name>FileReader</name>
    <message>
        <source>%1 is larger than %2. Such a file is hardly a list of people.</source>
        <translation>%1は%2を超えています。受信者の一覧ではない可能性があります。</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>%1を読み込めませんでした: %2。</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>to</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>from</source>
        <translation>送信者</translation>
    </message>
    <message>
        <source>fate</source>
        <translation>処理結果</translation>
    </message>
    <message>
        <source>class</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>since</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>today</source>
        <translation>本日</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨日以降</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1時間</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1時間%2分</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1日</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1バイト</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>in the clear</source>
        <translation>平文</translation>
    </message>
    <message>
        <source>1 recipient</source>
        <translation>受信者1件</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>not scanned</source>
        <translation>未検索</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>ウイルスなし</translation>
    </message>
    <message>
        <source>%1 recipients</source>
        <translation>受信者%1件</translation>
    </message>
    <message>
        <source>spam score %1</source>
        <translation>スパムスコア%1</translation>
    </message>
</context>
<context>
    <name>SenderWords</name>
    <message>
        <source>Allowed</source>
        <translation>許可</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>everyone here</source>
        <translation>組織全体</translation>
    </message>
    <message>
        <source>%1, allowed for %2</source>
        <translation>%1を許可 (対象: %2)</translation>
    </message>
    <message>
        <source>%1, blocked for %2</source>
        <translation>%1をブロック (対象: %2)</translation>
    </message>
    <message>
        <source>This entry is there already; only its note is changed.</source>
        <translation>この登録はすでにあります。メモだけが変わります。</translation>
    </message>
    <message>
        <source>“%1” contradicts “%2”. The block counts.</source>
        <translation>「%1」は「%2」と矛盾しています。ブロックが優先されます。</translation>
    </message>
    <message>
        <source>“%1” has no effect, because of “%2”.</source>
        <translation>「%1」は、「%2」があるため効果がありません。</translation>
    </message>
    <message>
        <source>Where both apply, “%1” counts before “%2”.</source>
        <translation>両方が当てはまる場合は、「%2」よりも「%1」が優先されます。</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Not connected</source>
        <translation>未接続</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>接続中</translation>
    </message>
    <message>
        <source>No answer from the gateway</source>
        <translation>ゲートウェイが応答しません</translation>
    </message>
    <message>
        <source>Holding mail</source>
        <translation>メールを保留中</translation>
    </message>
    <message>
        <source>Serving</source>
        <translation>稼働中</translation>
    </message>
    <message>
        <source>Serving, needs attention</source>
        <translation>稼働中、対応が必要</translation>
    </message>
</context>
<context>
    <name>Tls</name>
    <message>
        <source>In the clear</source>
        <translation>平文</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>検証済み</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未検証</translation>
    </message>
    <message>
        <source>Not verified: %1</source>
        <translation>未検証: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Could not tell when it ends</source>
        <translation>有効期限を判定できません</translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>%1に期限切れ</translation>
    </message>
    <message numerus="yes">
        <source>ends in %n day(s)</source>
        <translation>
            <numerusform>あと%n日で期限切れ</numerusform>
        </translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>%1まで有効</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>it carries a virus</source>
        <translation>ウイルスが含まれている</translation>
    </message>
    <message>
        <source>it looks like phishing</source>
        <translation>フィッシングと見られる</translation>
    </message>
    <message>
        <source>it pretends to come from somebody else</source>
        <translation>他人になりすましている</translation>
    </message>
    <message>
        <source>it is very probably spam</source>
        <translation>スパムの可能性が非常に高い</translation>
    </message>
    <message>
        <source>it could not be checked completely</source>
        <translation>完全には検査できなかった</translation>
    </message>
    <message>
        <source>Quarantined, because %1.</source>
        <translation>%1ため、隔離しました。</translation>
    </message>
    <message>
        <source>Refused, because %1.</source>
        <translation>%1ため、拒否しました。</translation>
    </message>
    <message>
        <source>Discarded, because %1.</source>
        <translation>%1ため、破棄しました。</translation>
    </message>
    <message>
        <source>Deferred, because %1.</source>
        <translation>%1ため、一時拒否しました。</translation>
    </message>
    <message>
        <source>Delivered with a tag in the subject, because %1.</source>
        <translation>%1ため、件名にタグを付けて配信しました。</translation>
    </message>
    <message>
        <source>Delivered, although %1.</source>
        <translation>%1ものの、配信しました。</translation>
    </message>
    <message>
        <source>Delivered. Nothing speaks against this mail.</source>
        <translation>配信しました。問題は見つかっていません。</translation>
    </message>
    <message>
        <source>Queued, because the mail server did not take it yet. It is tried again by itself.</source>
        <translation>メールサーバがまだ受け取っていないため、キューで待機しています。自動的に再送します。</translation>
    </message>
    <message>
        <source>Quarantined by a rule.</source>
        <translation>ルールにより隔離しました。</translation>
    </message>
    <message>
        <source>Refused. The sender was told why.</source>
        <translation>拒否しました。理由は送信者に伝えました。</translation>
    </message>
    <message>
        <source>Discarded by a rule. Nobody was told.</source>
        <translation>ルールにより破棄しました。誰にも通知していません。</translation>
    </message>
    <message>
        <source>Deferred. The sender was asked to try again later.</source>
        <translation>一時拒否しました。送信者に再送を求めました。</translation>
    </message>
    <message>
        <source>Not delivered. The sender was told by a delivery status notification.</source>
        <translation>配信できませんでした。送信者に配信状況通知 (DSN) を送りました。</translation>
    </message>
    <message>
        <source>Not delivered. The time in the queue is over.</source>
        <translation>配信できませんでした。キューの保管期限が過ぎました。</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>配信済み</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>キューで待機</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>隔離</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>一時拒否</translation>
    </message>
    <message>
        <source>Sender notified</source>
        <translation>DSN送信済み</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>期限切れ</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>問題なし</translation>
    </message>
    <message>
        <source>Graymail</source>
        <translation>グレーメール</translation>
    </message>
    <message>
        <source>Spam</source>
        <translation>スパム</translation>
    </message>
    <message>
        <source>Phishing</source>
        <translation>フィッシング</translation>
    </message>
    <message>
        <source>Impersonation</source>
        <translation>なりすまし</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>ポリシー</translation>
    </message>
    <message>
        <source>Unscannable</source>
        <translation>検索不能</translation>
    </message>
    <message>
        <source>Virus</source>
        <translation>ウイルス</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>エンベロープ</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>送信ドメイン認証</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Next hop</source>
        <translation>配送先サーバ</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>no rule</source>
        <translation>ルールなし</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>件名にタグ</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Delivered. It is graymail: wanted by some, read by few.</source>
        <translation>配信しました。グレーメール (一部の人だけが必要とするメール) です。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Ask the sender by another way whether this mail is genuine. Only then release it.</source>
        <translation>本物のメールかどうかを別の手段で送信者に確認し、確認できた場合だけ隔離を解除します。</translation>
    </message>
    <message>
        <source>Release it. The rule that held it stays in force for other mail.</source>
        <translation>隔離を解除します。ほかのメールには引き続き同じルールが適用されます。</translation>
    </message>
    <message>
        <source>Nothing needs doing. A genuine mail server tries again within minutes.</source>
        <translation>対応は不要です。正規のメールサーバは数分以内に再送します。</translation>
    </message>
    <message>
        <source>Switch the rule “%1” to observe, or add this sender to its exceptions. Then ask the sender to send it again.</source>
        <translation>ルール「%1」を監視のみに切り替えるか、この送信者を例外に追加します。その後、再送を依頼します。</translation>
    </message>
    <message>
        <source>Ask the sender to correct what the reply names and to send the mail again.</source>
        <translation>応答に示された点の修正と再送を送信者に依頼します。</translation>
    </message>
    <message>
        <source>no sender (a report)</source>
        <translation>送信者なし (通知)</translation>
    </message>
    <message>
        <source>refused before the message was sent</source>
        <translation>メール本体の送信前に拒否</translation>
    </message>
    <message>
        <source>no subject</source>
        <translation>件名なし</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1ほか%2件</translation>
    </message>
    <message>
        <source>Remove the entry under Sender lists, or allow the sender there for this recipient. Then ask the sender to send it again.</source>
        <translation>「送信者リスト」で登録を削除するか、この受信者に対して送信者を許可してください。そのうえで、送信者に再送を依頼してください。</translation>
    </message>
    <message>
        <source>If some of your mail does not pass this gateway on its way out, set recipients.bounce-tags to observe.</source>
        <translation>このゲートウェイを通さずに送信しているメールがある場合は、recipients.bounce-tagsをobserveに設定してください。</translation>
    </message>
</context>
<context>
    <name>ui::AuthenticationTab</name>
    <message>
        <source>Who vouches for the mail</source>
        <translation>メールの送信者の確認</translation>
    </message>
    <message>
        <source>The gateway checks this for mail from other machines, when it may ask the DNS.</source>
        <translation>ほかのコンピュータから届いたメールについて、DNSを使えるときに確認します。</translation>
    </message>
    <message>
        <source>The author given is %1; the mail came from %2, which calls itself %3.</source>
        <translation>差出人の表示は%1、送信サーバは%2 (名乗りは%3) です。</translation>
    </message>
</context>
<context>
    <name>ui::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>このメッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>ui::BlockListForm</name>
    <message>
        <source>Known list</source>
        <translation>既知のリスト</translation>
    </message>
    <message>
        <source>What it lists</source>
        <translation>掲載対象</translation>
    </message>
    <message>
        <source>Ask for the list’s own words, too</source>
        <translation>リストの説明文も問い合わせる</translation>
    </message>
    <message>
        <source>bad servers: it speaks against them</source>
        <translation>悪質なサーバ (不利な根拠になる)</translation>
    </message>
    <message>
        <source>good servers: it speaks for them</source>
        <translation>良好なサーバ (有利な根拠になる)</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手入力</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>反映</translation>
    </message>
    <message>
        <source>It counts once you save the draft.</source>
        <translation>下書きを保存すると有効になります。</translation>
    </message>
    <message>
        <source>Read its terms of use first: some lists are free for small senders only.</source>
        <translation>先に利用規約を確認してください。小規模な利用に限り無償のリストもあります。</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>ゾーン</translation>
    </message>
    <message>
        <source>The DNS name below which addresses are asked for (RFC 5782).</source>
        <translation>アドレスを問い合わせるDNS名です (RFC 5782)。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Evidence, from 0 to 20. At “Standard” lists of together 4 refuse a client, and 2 put it off if greylisting is on.</source>
        <translation>根拠の強さを0～20で表します。「標準」では合計4で拒否し、グレーリストが有効なら2で再送を求めます。</translation>
    </message>
    <message>
        <source>Answers that count</source>
        <translation>有効な応答</translation>
    </message>
    <message>
        <source>Each with its weight. Leave it empty if every answer counts alike.</source>
        <translation>応答ごとの重みです。すべて同じ重みなら空欄にします。</translation>
    </message>
    <message>
        <source>Answers that refuse us</source>
        <translation>利用拒否の応答</translation>
    </message>
    <message>
        <source>Such an answer says that the list does not serve us, not that a client is listed.</source>
        <translation>接続元の掲載ではなく、リスト側がこちらの問い合わせを受け付けないことを示す応答です。</translation>
    </message>
    <message>
        <source>Add a list</source>
        <translation>リストの追加</translation>
    </message>
    <message>
        <source>Change the list “%1”</source>
        <translation>リスト「%1」の変更</translation>
    </message>
    <message>
        <source>Terms of use: %1</source>
        <translation>利用規約: %1</translation>
    </message>
    <message>
        <source>Name the zone, for example bl.example.net.</source>
        <translation>ゾーンを入力してください。例: bl.example.net</translation>
    </message>
    <message>
        <source>This list is there already.</source>
        <translation>このリストは登録済みです。</translation>
    </message>
    <message>
        <source>Write a number from 0 to 20.</source>
        <translation>0～20の数値を入力してください。</translation>
    </message>
</context>
<context>
    <name>ui::BlockListsModel</name>
    <message>
        <source>In use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>List</source>
        <translation>リスト</translation>
    </message>
    <message>
        <source>What it lists</source>
        <translation>掲載対象</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>確認結果</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>利用不可</translation>
    </message>
    <message>
        <source>good servers</source>
        <translation>良好なサーバ</translation>
    </message>
    <message>
        <source>bad servers</source>
        <translation>悪質なサーバ</translation>
    </message>
    <message>
        <source>On</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>all count alike</source>
        <translation>すべて同じ重み</translation>
    </message>
    <message>
        <source>%1, %2, %3, %4</source>
        <translation>%1、%2、%3、%4</translation>
    </message>
</context>
<context>
    <name>ui::BlockListsTab</name>
    <message>
        <source>Switch on</source>
        <translation>オンにする</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Add a list</source>
        <translation>リストの追加</translation>
    </message>
    <message>
        <source>Check the lists</source>
        <translation>リストの確認</translation>
    </message>
    <message>
        <source>Lists in the DNS</source>
        <translation>DNS上のリスト</translation>
    </message>
    <message>
        <source>Block lists</source>
        <translation>ブロックリスト</translation>
    </message>
    <message>
        <source>Switch on or off</source>
        <translation>オン/オフの切り替え</translation>
    </message>
    <message>
        <source>No list is asked. Lists in the DNS name servers that others got spam from.</source>
        <translation>問い合わせるリストがありません。DNS上のリストは、スパムの送信元として報告されたサーバを示します。</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>オフにする</translation>
    </message>
    <message>
        <source>The lists are being asked for their test entries. This may take some seconds.</source>
        <translation>各リストの確認用の登録を問い合わせています。数秒かかることがあります。</translation>
    </message>
    <message>
        <source>The lists were not checked.</source>
        <translation>リストを確認できませんでした。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Only lists in force were asked, not those of your draft.</source>
        <translation>現在有効なリストだけを確認しました。下書きのリストは対象外です。</translation>
    </message>
    <message>
        <source>No list is in use, so none was asked.</source>
        <translation>使用中のリストがないため、確認しませんでした。</translation>
    </message>
    <message>
        <source>All lists in use work.</source>
        <translation>使用中のリストはすべて正常です。</translation>
    </message>
    <message numerus="yes">
        <source>%n list(s) do not work and count for nothing.</source>
        <translation>
            <numerusform>%n件のリストが利用できず、判定に使われていません。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ChangesModel</name>
    <message>
        <source>Removed</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>also as %1</source>
        <translation>別名: %1</translation>
    </message>
    <message>
        <source>groups: %1</source>
        <translation>グループ: %1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>What is different</source>
        <translation>変更内容</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1: %2。%3</translation>
    </message>
</context>
<context>
    <name>ui::ChecksTab</name>
    <message>
        <source>Connections</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Over the rates</source>
        <translation>流量超過</translation>
    </message>
    <message>
        <source>Known clients</source>
        <translation>既知の接続元</translation>
    </message>
    <message>
        <source>Put off clients that could not be checked</source>
        <translation>確認できなかった接続元を一時拒否する</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>How strict</source>
        <translation>厳しさ</translation>
    </message>
    <message>
        <source>Which checks act</source>
        <translation>検査ごとの動作</translation>
    </message>
    <message>
        <source>For example while a block list does not answer. Switched off, such a check speaks neither for nor against a client.</source>
        <translation>ブロックリストが応答しない場合などです。オフの場合、その検査は判定に影響しません。</translation>
    </message>
    <message>
        <source>What the rules did</source>
        <translation>ルールの実績</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>What the rules did could not be read.</source>
        <translation>ルールの実績を読み込めませんでした。</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1以降</translation>
    </message>
    <message>
        <source>by all rules together</source>
        <translation>全ルールの合計</translation>
    </message>
    <message>
        <source>asked to come back later</source>
        <translation>後での再送を依頼</translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation>メモリ使用量: %1</translation>
    </message>
    <message>
        <source>No rule had to act yet.</source>
        <translation>まだ働いたルールはありません。</translation>
    </message>
    <message>
        <source>So many clients want in that unknown ones get less.</source>
        <translation>接続が集中しているため、未知の接続元を制限しています。</translation>
    </message>
    <message>
        <source>Clients that sent good mail before come first. This ends by itself.</source>
        <translation>良好な履歴のある接続元を優先します。この状態は自動的に終わります。</translation>
    </message>
    <message>
        <source>The gateway asks no DNS, so neither names nor block lists are checked.</source>
        <translation>ゲートウェイがDNSを使用しないため、名前もブロックリストも確認されません。</translation>
    </message>
</context>
<context>
    <name>ui::ClientRulesModel</name>
    <message>
        <source>Action</source>
        <translation>処理</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>接続元</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ui::ClientRulesTab</name>
    <message>
        <source>An address, a network such as 192.0.2.0/24, a host name with all below it, or a country such as JP. The narrower entry counts.</source>
        <translation>アドレス、ネットワーク (例: 192.0.2.0/24)、配下を含むホスト名、または国 (例: JP) です。より狭い登録が優先されます。</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>処理</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Entries that touch the same clients</source>
        <translation>同じ接続元に関わる登録</translation>
    </message>
    <message>
        <source>Own lists</source>
        <translation>自社リスト</translation>
    </message>
    <message>
        <source>why, for those after you</source>
        <translation>登録の理由 (後任者のため)</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>接続元</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Own lists of clients</source>
        <translation>接続元の自社リスト</translation>
    </message>
    <message>
        <source>Clients you allow or block</source>
        <translation>許可またはブロックする接続元</translation>
    </message>
    <message>
        <source>No client is allowed or blocked by you.</source>
        <translation>許可またはブロックしている接続元はありません。</translation>
    </message>
    <message>
        <source>Name a client, for example 192.0.2.0/24.</source>
        <translation>接続元を入力してください。例: 192.0.2.0/24</translation>
    </message>
</context>
<context>
    <name>ui::CommandPalette</name>
    <message>
        <source>A page, an address, a subject or an id</source>
        <translation>ページ、アドレス、件名、IDを入力</translation>
    </message>
    <message>
        <source>Search pages and messages</source>
        <translation>ページとメールを検索</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>検索結果</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>Messages could not be searched.</source>
        <translation>メールを検索できませんでした。</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1、%2、%3</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>一致するものはありません。</translation>
    </message>
    <message>
        <source>Search an address, a word of the subject or a message id</source>
        <translation>アドレス、件名の語、メールIDで検索できます</translation>
    </message>
</context>
<context>
    <name>ui::CountsModel</name>
    <message>
        <source>Rule</source>
        <translation>ルール</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>一時拒否</translation>
    </message>
    <message>
        <source>Greylisted</source>
        <translation>グレーリスト</translation>
    </message>
    <message>
        <source>Warned only</source>
        <translation>警告のみ</translation>
    </message>
    <message>
        <source>Observed only</source>
        <translation>監視のみ</translation>
    </message>
    <message>
        <source>What it would have done if its checks were enforced</source>
        <translation>検査を適用していた場合の件数</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>まだなし</translation>
    </message>
</context>
<context>
    <name>ui::DefencePage</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>変更を破棄</translation>
    </message>
    <message>
        <source>Your changes are not saved yet. Until then the gateway works as before.</source>
        <translation>変更はまだ保存されていません。保存するまで、ゲートウェイはこれまでどおり動作します。</translation>
    </message>
    <message>
        <source>Defence</source>
        <translation>接続の防御</translation>
    </message>
    <message>
        <source>Whom do we listen to, and what happens to the others?</source>
        <translation>どの接続元を受け入れ、それ以外をどう扱いますか。</translation>
    </message>
    <message>
        <source>Saved. It counts from the next connection on.</source>
        <translation>保存しました。次の接続から有効です。</translation>
    </message>
    <message>
        <source>The changes were not saved.</source>
        <translation>変更を保存できませんでした。</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>ほか%n件。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save lists that contradict themselves?</source>
        <translation>矛盾のあるリストを保存しますか。</translation>
    </message>
    <message>
        <source>Save all the same</source>
        <translation>このまま保存</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>編集を続ける</translation>
    </message>
    <message>
        <source>Somebody else changed these settings meanwhile.</source>
        <translation>編集中に、ほかの人がこの設定を変更しました。</translation>
    </message>
    <message>
        <source>Saving puts yours in their place as a whole.</source>
        <translation>保存すると、設定全体がこちらの内容で置き換わります。</translation>
    </message>
    <message>
        <source>Replace theirs</source>
        <translation>こちらの内容で置き換え</translation>
    </message>
    <message>
        <source>Discard mine</source>
        <translation>こちらの変更を破棄</translation>
    </message>
</context>
<context>
    <name>ui::DefenceTab</name>
    <message>
        <source>Reading the settings of the defence</source>
        <translation>防御の設定を読み込んでいます</translation>
    </message>
    <message>
        <source>The settings of the defence could not be read.</source>
        <translation>防御の設定を読み込めませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::DifferenceView</name>
    <message>
        <source>Removed</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Apply …</source>
        <translation>適用…</translation>
    </message>
    <message>
        <source>Discard …</source>
        <translation>破棄…</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>変更一覧</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>What the last reading of “%1” would change</source>
        <translation>「%1」の最新の読み込みによる変更</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Reading what would change</source>
        <translation>変更内容を読み込んでいます</translation>
    </message>
    <message>
        <source>What would change could not be read.</source>
        <translation>変更内容を読み込めませんでした。</translation>
    </message>
    <message>
        <source>mail to them would be refused</source>
        <translation>メールが拒否されるようになります</translation>
    </message>
    <message>
        <source>nobody loses mail by that</source>
        <translation>メールが止まる人はいません</translation>
    </message>
    <message>
        <source>mail to them would be accepted</source>
        <translation>メールを受け付けるようになります</translation>
    </message>
    <message>
        <source>with another name, group, alias or state</source>
        <translation>名前、グループ、別名、状態の変更</translation>
    </message>
    <message>
        <source>the first %1 of %2, removals first</source>
        <translation>%2件中、先頭の%1件 (削除が先)</translation>
    </message>
    <message>
        <source>removals first</source>
        <translation>削除が先</translation>
    </message>
    <message>
        <source>Until you decide, the list in use stays as it is.</source>
        <translation>判断するまで、使用中のリストは変わりません。</translation>
    </message>
    <message>
        <source>This is in force already.</source>
        <translation>すでに有効になっています。</translation>
    </message>
    <message>
        <source>The reading changes nothing.</source>
        <translation>この読み込みによる変更はありません。</translation>
    </message>
    <message numerus="yes">
        <source>Stop the mail of %n people?</source>
        <translation>
            <numerusform>%n人へのメールを止めますか。</numerusform>
        </translation>
    </message>
    <message>
        <source>After this, mail to them is refused. A later reading that names them again lets their mail in again.</source>
        <translation>適用すると、この人たちあてのメールは拒否されます。後の読み込みで再び登録されれば、受け付けを再開します。</translation>
    </message>
    <message numerus="yes">
        <source>Apply, %n people get no more mail</source>
        <translation>
            <numerusform>適用 (%n人がメールを受信不可)</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it waiting</source>
        <translation>保留のまま</translation>
    </message>
    <message>
        <source>Discard this reading?</source>
        <translation>この読み込みを破棄しますか。</translation>
    </message>
    <message>
        <source>The list in use stays as it is. The next reading asks again if the source still says the same.</source>
        <translation>使用中のリストは変わりません。ソースの内容が同じなら、次の読み込みで再び確認を求めます。</translation>
    </message>
    <message>
        <source>Discard the reading</source>
        <translation>読み込みを破棄</translation>
    </message>
    <message>
        <source>The reading was not applied.</source>
        <translation>読み込みを適用できませんでした。</translation>
    </message>
    <message>
        <source>The reading was not discarded.</source>
        <translation>読み込みを破棄できませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::DirectoryPage</name>
    <message>
        <source>Directory</source>
        <translation>ディレクトリ</translation>
    </message>
    <message>
        <source>Who are our people, and is the list fresh?</source>
        <translation>受信者は誰で、一覧は最新ですか。</translation>
    </message>
</context>
<context>
    <name>ui::DomainForm</name>
    <message>
        <source>Unknown recipients</source>
        <translation>存在しない受信者</translation>
    </message>
    <message>
        <source>Accept them all the same for now, and mark their mail</source>
        <translation>当面は受け付け、そのメールに印を付ける</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Refuse them where there is a list</source>
        <translation>リストがあれば拒否</translation>
    </message>
    <message>
        <source>Refuse them</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Ask the mail server</source>
        <translation>メールサーバに確認</translation>
    </message>
    <message>
        <source>Accept them</source>
        <translation>受け付け</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>that of the gateway</source>
        <translation>ゲートウェイの設定に従う</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>ドメイン</translation>
    </message>
    <message>
        <source>Mail to unknown recipients</source>
        <translation>存在しない受信者あてのメール</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>メールサーバ</translation>
    </message>
    <message>
        <source>Host and port, as in mail.example.com:25.</source>
        <translation>ホストとポートです。例: mail.example.com:25</translation>
    </message>
    <message>
        <source>People typed by hand</source>
        <translation>手入力の受信者</translation>
    </message>
    <message>
        <source>One a line: alice, or alice@ and the domain. They count beside all sources.</source>
        <translation>1行に1件、aliceまたはドメイン付きのアドレスで入力します。すべてのソースと併用されます。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Other names of the same domain</source>
        <translation>同じドメインの別名</translation>
    </message>
    <message>
        <source>One domain a line. The people are the same in all of them.</source>
        <translation>1行に1ドメインです。受信者はすべて共通です。</translation>
    </message>
    <message>
        <source>Catch-all mailbox</source>
        <translation>キャッチオールのメールボックス</translation>
    </message>
    <message>
        <source>It gets what is for nobody else, and much spam with it.</source>
        <translation>ほかのあて先に該当しないメールが届きます。スパムも多く届きます。</translation>
    </message>
    <message>
        <source>Separator of tags</source>
        <translation>タグの区切り文字</translation>
    </message>
    <message>
        <source>With +, mail to alice+news goes to alice. Leave it empty if there are no tags.</source>
        <translation>+の場合、alice+newsあてのメールはaliceに届きます。タグを使わない場合は空欄にします。</translation>
    </message>
    <message>
        <source>Add a domain</source>
        <translation>ドメインの追加</translation>
    </message>
    <message>
        <source>Change the domain “%1”</source>
        <translation>ドメイン「%1」の変更</translation>
    </message>
    <message>
        <source>Not saved yet.</source>
        <translation>まだ保存されていません。</translation>
    </message>
    <message>
        <source>Name the domain, for example example.com.</source>
        <translation>ドメインを入力してください。例: example.com</translation>
    </message>
    <message>
        <source>The domain was not saved.</source>
        <translation>ドメインを保存できませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::DomainsModel</name>
    <message>
        <source>Domain</source>
        <translation>ドメイン</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>メールサーバ</translation>
    </message>
    <message>
        <source>Unknown recipients</source>
        <translation>存在しない受信者</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>手入力</translation>
    </message>
    <message>
        <source>Also called</source>
        <translation>別名</translation>
    </message>
    <message>
        <source>Catch-all</source>
        <translation>キャッチオール</translation>
    </message>
    <message>
        <source>accepted and marked</source>
        <translation>印を付けて受け付け</translation>
    </message>
    <message>
        <source>as for the gateway</source>
        <translation>ゲートウェイの設定</translation>
    </message>
    <message>
        <source>%1, unknown recipients: %2</source>
        <translation>%1、存在しない受信者: %2</translation>
    </message>
</context>
<context>
    <name>ui::DomainsTab</name>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Add a domain</source>
        <translation>ドメインの追加</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>ドメイン</translation>
    </message>
    <message>
        <source>The domain “%1” was saved. It counts from the next mail on.</source>
        <translation>ドメイン「%1」を保存しました。次のメールから有効です。</translation>
    </message>
    <message>
        <source>Our domains</source>
        <translation>自社ドメイン</translation>
    </message>
    <message>
        <source>Reading the domains</source>
        <translation>ドメインを読み込んでいます</translation>
    </message>
    <message>
        <source>The domains could not be read.</source>
        <translation>ドメインを読み込めませんでした。</translation>
    </message>
    <message>
        <source>No domain yet, so no mail is taken.</source>
        <translation>ドメインがまだないため、メールを受け取りません。</translation>
    </message>
    <message>
        <source>Remove the domain “%1”?</source>
        <translation>ドメイン「%1」を削除しますか。</translation>
    </message>
    <message>
        <source>Mail to anybody in it is refused from then on. People typed by hand for it are forgotten.</source>
        <translation>以後、このドメインあてのメールは拒否されます。手入力の受信者も失われます。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Remove 1 domain</source>
        <translation>1件のドメインを削除</translation>
    </message>
    <message>
        <source>The domain “%1” was removed.</source>
        <translation>ドメイン「%1」を削除しました。</translation>
    </message>
    <message>
        <source>The domain was not removed.</source>
        <translation>ドメインを削除できませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::EntriesModel</name>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Aliases</source>
        <translation>別名</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備考</translation>
    </message>
</context>
<context>
    <name>ui::EnvelopeTab</name>
    <message>
        <source>next hop %1</source>
        <translation>配送先 %1</translation>
    </message>
    <message>
        <source>rule “%1”</source>
        <translation>ルール「%1」</translation>
    </message>
    <message>
        <source>What happened later</source>
        <translation>その後の経過</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>送信元</translation>
    </message>
    <message>
        <source>Reverse-path</source>
        <translation>リバースパス</translation>
    </message>
    <message>
        <source>From in the header</source>
        <translation>ヘッダのFrom</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>接続元</translation>
    </message>
    <message>
        <source>Called itself</source>
        <translation>名乗った名前 (HELO)</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>outbound</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>inbound</source>
        <translation>受信</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>none, refused before the content</source>
        <translation>なし (本体の前に拒否)</translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation>Message-ID</translation>
    </message>
    <message>
        <source>Id in the trace</source>
        <translation>追跡ID</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>添付ファイル</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>リンク</translation>
    </message>
</context>
<context>
    <name>ui::ExplainTab</name>
    <message>
        <source>Explain</source>
        <translation>判定を確認</translation>
    </message>
    <message>
        <source>What would happen</source>
        <translation>判定の確認</translation>
    </message>
    <message>
        <source>Address of the client</source>
        <translation>接続元のアドレス</translation>
    </message>
    <message>
        <source>Name it gives (HELO), if known</source>
        <translation>名乗る名前 (HELO、分かる場合)</translation>
    </message>
    <message>
        <source>What would happen to this client?</source>
        <translation>この接続元はどうなりますか。</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>What it is told</source>
        <translation>接続元への応答</translation>
    </message>
    <message>
        <source>Name a client to see whether it would be let in, by which rule, and why.</source>
        <translation>接続元を入力すると、受け入れの可否、ルール、理由を確認できます。</translation>
    </message>
    <message>
        <source>The answer follows the settings in force, not what you are editing.</source>
        <translation>編集中の内容ではなく、現在有効な設定による判定です。</translation>
    </message>
    <message>
        <source>Name an address, for example 203.0.113.9.</source>
        <translation>アドレスを入力してください。例: 203.0.113.9</translation>
    </message>
    <message>
        <source>Asking all checks</source>
        <translation>すべての検査を確認しています</translation>
    </message>
    <message>
        <source>What would happen could not be found out.</source>
        <translation>判定を確認できませんでした。</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>接続元</translation>
    </message>
    <message>
        <source>HELO name</source>
        <translation>HELO名</translation>
    </message>
    <message>
        <source>none given</source>
        <translation>入力なし</translation>
    </message>
    <message>
        <source>Verified name</source>
        <translation>検証済みの名前</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>ルール</translation>
    </message>
</context>
<context>
    <name>ui::FilterField</name>
    <message>
        <source>Filter</source>
        <translation>絞り込み</translation>
    </message>
</context>
<context>
    <name>ui::FilterTokenButton</name>
    <message>
        <source>Remove the condition “%1 %2”</source>
        <translation>条件「%1 %2」を外す</translation>
    </message>
</context>
<context>
    <name>ui::GatewayLink</name>
    <message>
        <source>Trial gateway</source>
        <translation>試用ゲートウェイ</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>ゲートウェイ</translation>
    </message>
    <message>
        <source>Local gateway</source>
        <translation>ローカルゲートウェイ</translation>
    </message>
</context>
<context>
    <name>ui::GuessesModel</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Tried name</source>
        <translation>試された名前</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>ui::GuessesTab</name>
    <message>
        <source>Block this client …</source>
        <translation>この接続元をブロック…</translation>
    </message>
    <message>
        <source>Clients that guess</source>
        <translation>あて先を探る接続元</translation>
    </message>
    <message>
        <source>Tried names</source>
        <translation>試された名前</translation>
    </message>
    <message>
        <source>Spammers try out names to learn who exists. A client that was wrong too often within an hour is refused. The limit stands under Defence.</source>
        <translation>スパム送信者は、存在するあて先を知るために名前を試します。1時間以内に何度も外れた接続元は拒否されます。上限は「接続の防御」で設定します。</translation>
    </message>
    <message>
        <source>Guesses</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Reading who guesses</source>
        <translation>あて先を探る接続元を読み込んでいます</translation>
    </message>
    <message>
        <source>Who guesses could not be read.</source>
        <translation>あて先を探る接続元を読み込めませんでした。</translation>
    </message>
    <message>
        <source>Nobody has guessed names in the last hour.</source>
        <translation>過去1時間に、あて先を探った接続元はありません。</translation>
    </message>
    <message>
        <source>by %1, newest first</source>
        <translation>%1、新しい順</translation>
    </message>
</context>
<context>
    <name>ui::ImportsModel</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>%1, %2: %3, %4</source>
        <translation>%1、%2: %3、%4</translation>
    </message>
</context>
<context>
    <name>ui::ImportsTab</name>
    <message>
        <source>Imports</source>
        <translation>取り込み履歴</translation>
    </message>
    <message>
        <source>each reading of a source, newest first</source>
        <translation>ソースの読み込みごと、新しい順</translation>
    </message>
    <message>
        <source>Reading the history</source>
        <translation>履歴を読み込んでいます</translation>
    </message>
    <message>
        <source>The history could not be read.</source>
        <translation>履歴を読み込めませんでした。</translation>
    </message>
    <message>
        <source>No source was read yet.</source>
        <translation>まだソースの読み込みはありません。</translation>
    </message>
</context>
<context>
    <name>ui::KeyHints</name>
    <message>
        <source>Keys</source>
        <translation>キー操作</translation>
    </message>
</context>
<context>
    <name>ui::LdapFields</name>
    <message>
        <source>Encryption</source>
        <translation>暗号化</translation>
    </message>
    <message>
        <source>Verify the server’s certificate</source>
        <translation>サーバの証明書を検証する</translation>
    </message>
    <message>
        <source>StartTLS, port 389</source>
        <translation>StartTLS (ポート389)</translation>
    </message>
    <message>
        <source>LDAPS, port 636</source>
        <translation>LDAPS (ポート636)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>サーバ</translation>
    </message>
    <message>
        <source>In the order they are asked. A port may follow, as in dc1.example.com:3269.</source>
        <translation>問い合わせる順に入力します。ポートも指定できます。例: dc1.example.com:3269</translation>
    </message>
    <message>
        <source>Search below</source>
        <translation>検索の起点</translation>
    </message>
    <message>
        <source>The distinguished name (DN) of the branch with your people.</source>
        <translation>受信者が登録されている階層の識別名 (DN) です。</translation>
    </message>
    <message>
        <source>Own certificate authority</source>
        <translation>社内の認証局</translation>
    </message>
    <message>
        <source>A file on the gateway’s machine. Leave it empty if the system already trusts your authority.</source>
        <translation>ゲートウェイ上のファイルです。システムがその認証局を信頼済みなら空欄にします。</translation>
    </message>
    <message>
        <source>Sign in as</source>
        <translation>サインイン名</translation>
    </message>
    <message>
        <source>An account that may only read. Leave it empty to ask without signing in.</source>
        <translation>読み取り専用のアカウントです。匿名で問い合わせる場合は空欄にします。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>It is kept on the gateway and never shown again. A stored one stays if you leave this empty.</source>
        <translation>ゲートウェイに保存され、再表示されません。空欄の場合、保存済みのパスワードが維持されます。</translation>
    </message>
    <message>
        <source>Only if your directory is unusual</source>
        <translation>標準的でないディレクトリの場合のみ</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>フィルタ</translation>
    </message>
    <message>
        <source>Attributes with addresses</source>
        <translation>アドレスの属性</translation>
    </message>
    <message>
        <source>Attributes with names</source>
        <translation>名前の属性</translation>
    </message>
    <message>
        <source>Attribute with groups</source>
        <translation>グループの属性</translation>
    </message>
    <message>
        <source>that of the preset</source>
        <translation>プリセットに従う</translation>
    </message>
    <message>
        <source>Name at least one server.</source>
        <translation>サーバを1つ以上入力してください。</translation>
    </message>
    <message>
        <source>Name the branch to search, for example %1.</source>
        <translation>検索の起点を入力してください。例: %1</translation>
    </message>
    <message>
        <source>The password and all names cross the network readable.</source>
        <translation>パスワードと名前が平文でネットワークを流れます。</translation>
    </message>
    <message>
        <source>Use this only on a line nobody else can listen to.</source>
        <translation>盗聴のおそれのない回線でのみ使用してください。</translation>
    </message>
    <message>
        <source>Any server can pretend to be yours and gets the password.</source>
        <translation>別のサーバがなりすまして、パスワードを取得できます。</translation>
    </message>
    <message>
        <source>Name your certificate authority instead.</source>
        <translation>代わりに社内の認証局を指定してください。</translation>
    </message>
</context>
<context>
    <name>ui::LimitsTab</name>
    <message>
        <source>wrong names in an hour</source>
        <translation>件の誤ったあて先 (1時間)</translation>
    </message>
    <message>
        <source>Ask doubtful unknown senders to try again (greylisting)</source>
        <translation>疑わしい未知の差出人に再送を求める (グレーリスト)</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>for one client; its network may send four times that</source>
        <translation>接続元ごとの上限。ネットワーク全体ではその4倍まで</translation>
    </message>
    <message>
        <source>Unknown clients</source>
        <translation>未知の接続元</translation>
    </message>
    <message>
        <source>Clients that sent good mail before</source>
        <translation>良好な履歴のある接続元</translation>
    </message>
    <message>
        <source>Clients on your own allow list</source>
        <translation>自社で許可した接続元</translation>
    </message>
    <message>
        <source>Who sends more is asked to come back later; no mail is lost by that.</source>
        <translation>上限を超えた接続元には後での再送を求めます。メールは失われません。</translation>
    </message>
    <message>
        <source>connections a minute</source>
        <translation>接続/分</translation>
    </message>
    <message>
        <source>mails a minute</source>
        <translation>通/分</translation>
    </message>
    <message>
        <source>recipients an hour</source>
        <translation>あて先/時</translation>
    </message>
    <message>
        <source>Guessing, greylisting, countries</source>
        <translation>探索、グレーリスト、国</translation>
    </message>
    <message>
        <source>A client that guesses is refused after</source>
        <translation>あて先を探る接続元を拒否するまでの件数</translation>
    </message>
    <message>
        <source>The names it tried are listed under Directory, Guesses. 0 counts nobody.</source>
        <translation>試された名前は、「ディレクトリ」の「探索」に表示されます。0の場合は数えません。</translation>
    </message>
    <message>
        <source>It stops programs that never try again. The price: the first mail of an honest new sender comes minutes late, sometimes hours, and codes for signing in may expire meanwhile. A sender that passed once is remembered.</source>
        <translation>再送しないプログラムを止めます。代わりに、正当な新しい差出人の最初のメールが数分から、ときには数時間遅れ、サインイン用のコードなどは期限切れになることがあります。一度通過した差出人は記憶されます。</translation>
    </message>
    <message>
        <source>File of countries on the gateway’s machine</source>
        <translation>ゲートウェイ上の国別ファイル</translation>
    </message>
    <message>
        <source>In MaxMind’s format. Without it no entry of your own lists can name a country.</source>
        <translation>MaxMind形式です。ない場合、自社リストで国を指定できません。</translation>
    </message>
    <message>
        <source>The file is in use.</source>
        <translation>ファイルは使用中です。</translation>
    </message>
    <message>
        <source>The file could not be read, so entries with countries do nothing. Check that it is there.</source>
        <translation>ファイルを読み込めないため、国の登録は働きません。ファイルの場所を確認してください。</translation>
    </message>
</context>
<context>
    <name>ui::MailPage</name>
    <message>
        <source>Messages</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>What happened to this message, and why?</source>
        <translation>このメールはどう処理され、それはなぜか</translation>
    </message>
    <message>
        <source>Add a word, an address, fate:refused, since:2h …</source>
        <translation>語やアドレス、fate:refused、since:2hなどを入力</translation>
    </message>
    <message>
        <source>Fate</source>
        <translation>処理結果</translation>
    </message>
    <message>
        <source>All fates</source>
        <translation>すべての処理結果</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>本日</translation>
    </message>
    <message>
        <source>Refused today</source>
        <translation>本日の拒否</translation>
    </message>
    <message>
        <source>Quarantined today</source>
        <translation>本日の隔離</translation>
    </message>
    <message>
        <source>Viruses</source>
        <translation>ウイルス</translation>
    </message>
    <message>
        <source>Pause live</source>
        <translation>ライブ表示を一時停止</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>エクスポート…</translation>
    </message>
    <message>
        <source>Reading the messages</source>
        <translation>メールを読み込んでいます</translation>
    </message>
    <message>
        <source>More messages could not be read.</source>
        <translation>続きのメールを読み込めませんでした。</translation>
    </message>
    <message>
        <source>The messages could not be read.</source>
        <translation>メールを読み込めませんでした。</translation>
    </message>
    <message>
        <source>No mail has come through this gateway yet. Each one appears here as it passes.</source>
        <translation>このゲートウェイを通ったメールはまだありません。通過するとここに表示されます。</translation>
    </message>
    <message>
        <source>No mail matches.</source>
        <translation>一致するメールはありません。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>絞り込みを解除</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n通</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, live is paused</source>
        <translation>%1、ライブ表示は一時停止中</translation>
    </message>
    <message>
        <source>%1, found in %2</source>
        <translation>%1 (検索%2)</translation>
    </message>
    <message>
        <source>messages.csv</source>
        <translation>messages.csv</translation>
    </message>
</context>
<context>
    <name>ui::MailboxModel</name>
    <message>
        <source>Arrived mail</source>
        <translation>届いたメール</translation>
    </message>
    <message>
        <source>no subject</source>
        <translation>件名なし</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1、%2、%3</translation>
    </message>
</context>
<context>
    <name>ui::MainMenu</name>
    <message>
        <source>This page</source>
        <translation>このページ</translation>
    </message>
    <message>
        <source>Choose another gateway …</source>
        <translation>別のゲートウェイを選択…</translation>
    </message>
    <message>
        <source>Keep the trial serving at the end</source>
        <translation>終了後も試用ゲートウェイを稼働</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー操作</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Open the menu</source>
        <translation>メニューを開く</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>進む</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>次の領域</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>前の領域</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>デスクトップに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>In the list of this page</source>
        <translation>このページの一覧</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>共通</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>%1 – Postern</source>
        <translation>%1 – Postern</translation>
    </message>
    <message>
        <source>The gateway has not answered since %1. It is asked again every two seconds.</source>
        <translation>ゲートウェイは%1から応答していません。2秒ごとに再接続しています。</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>保存せずに離れますか。</translation>
    </message>
    <message>
        <source>Under “%1” there are changes that are not saved.</source>
        <translation>「%1」に保存されていない変更があります。</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>保存せずに離れる</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>編集を続ける</translation>
    </message>
</context>
<context>
    <name>ui::MessagePane</name>
    <message>
        <source>Release</source>
        <translation>隔離解除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Show in the queue</source>
        <translation>キューで表示</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>エンベロープ</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>The mail was not released.</source>
        <translation>メールの隔離を解除できませんでした。</translation>
    </message>
    <message>
        <source>The mail was not deleted.</source>
        <translation>メールを削除できませんでした。</translation>
    </message>
    <message>
        <source>The mail was released and is on its way to its recipients.</source>
        <translation>隔離を解除しました。メールを受信者に配信しています。</translation>
    </message>
    <message>
        <source>The mail was deleted.</source>
        <translation>メールを削除しました。</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>閉じる (Esc)</translation>
    </message>
    <message>
        <source>Reading the message</source>
        <translation>メールを読み込んでいます</translation>
    </message>
    <message>
        <source>This message could not be read.</source>
        <translation>このメールを読み込めませんでした。</translation>
    </message>
    <message>
        <source>%1 to %2, %3</source>
        <translation>%1 → %2、%3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>送信ドメイン認証</translation>
    </message>
    <message>
        <source>Allow sender …</source>
        <translation>送信者を許可…</translation>
    </message>
    <message>
        <source>Block sender …</source>
        <translation>送信者をブロック…</translation>
    </message>
</context>
<context>
    <name>ui::MessagesModel</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Fate</source>
        <translation>処理結果</translation>
    </message>
    <message>
        <source>From</source>
        <translation>送信者</translation>
    </message>
    <message>
        <source>To</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Spam</source>
        <translation>スパム</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>%1, %2, %3 to %4, %5</source>
        <translation>%1、%2、%3から%4宛て、%5</translation>
    </message>
</context>
<context>
    <name>ui::ModeSwitch</name>
    <message>
        <source>Observe</source>
        <translation>監視のみ</translation>
    </message>
    <message>
        <source>Only counts what it would have done</source>
        <translation>適用した場合の件数を数えるだけです</translation>
    </message>
    <message>
        <source>Warn</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Lets the mail in and adds a header field that says so</source>
        <translation>メールを受け入れ、ヘッダフィールドで知らせます</translation>
    </message>
    <message>
        <source>Enforce</source>
        <translation>適用</translation>
    </message>
    <message>
        <source>Acts</source>
        <translation>実際に処理します</translation>
    </message>
</context>
<context>
    <name>ui::Navigation</name>
    <message>
        <source>Pages</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>%1, %2 waiting</source>
        <translation>%1、%2件が待機中</translation>
    </message>
</context>
<context>
    <name>ui::PeopleTab</name>
    <message>
        <source>Domain</source>
        <translation>ドメイン</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>People</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>What happens to mail for this address</source>
        <translation>このアドレスあてのメールの扱い</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>What happens to mail for</source>
        <translation>メールの扱いを確認するあて先</translation>
    </message>
    <message>
        <source>Address, name, alias or group</source>
        <translation>アドレス、名前、別名、グループ</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>受信者の検索</translation>
    </message>
    <message>
        <source>All domains</source>
        <translation>すべてのドメイン</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>すべてのソース</translation>
    </message>
    <message>
        <source>Reading the people</source>
        <translation>受信者を読み込んでいます</translation>
    </message>
    <message>
        <source>The people could not be read.</source>
        <translation>受信者を読み込めませんでした。</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>全%1件</translation>
    </message>
    <message>
        <source>Nobody matches.</source>
        <translation>一致する受信者はいません。</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>すべて表示</translation>
    </message>
    <message>
        <source>Nobody is known yet. Add a source, or type people under Domains.</source>
        <translation>まだ受信者が登録されていません。ソースを追加するか、「ドメイン」で入力してください。</translation>
    </message>
    <message>
        <source>What happens could not be found out.</source>
        <translation>メールの扱いを確認できませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::QuarantineActs</name>
    <message>
        <source>Release this mail to %1?</source>
        <translation>このメールの隔離を解除して%1に配信しますか。</translation>
    </message>
    <message numerus="yes">
        <source>Release %n mail(s)?</source>
        <translation>
            <numerusform>%n通の隔離を解除しますか。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” was held as %2. Its recipient may open what it carries. This cannot be undone.</source>
        <translation>「%1」は%2として隔離されています。受信者が内容を開くおそれがあります。この操作は元に戻せません。</translation>
    </message>
    <message>
        <source>Keep it held</source>
        <translation>隔離したままにする</translation>
    </message>
    <message numerus="yes">
        <source>Release %n mail(s)</source>
        <translation>
            <numerusform>%n通を隔離解除</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n mail(s)</source>
        <translation>
            <numerusform>%n通を削除</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>「%1」を削除しますか。</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n mail(s)?</source>
        <translation>
            <numerusform>%n通を削除しますか。</numerusform>
        </translation>
    </message>
    <message>
        <source>A deleted mail cannot be brought back. Its record under Mail stays.</source>
        <translation>削除したメールは元に戻せません。「メール」の記録は残ります。</translation>
    </message>
</context>
<context>
    <name>ui::QuarantineModel</name>
    <message>
        <source>Held mail</source>
        <translation>隔離メール</translation>
    </message>
    <message>
        <source>no subject</source>
        <translation>件名なし</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1, held as %2, %3, %4</source>
        <translation>%1、%2として隔離、%3、%4</translation>
    </message>
</context>
<context>
    <name>ui::QuarantinePage</name>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>隔離解除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Held mails</source>
        <translation>隔離メール</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>隔離</translation>
    </message>
    <message>
        <source>Which of these should be let through?</source>
        <translation>この中に配信すべきメールはあるか</translation>
    </message>
    <message>
        <source>Filter by word or address</source>
        <translation>語やアドレスで絞り込み</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation>メールの種類</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>すべての種類</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>すべて選択</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>Release …</source>
        <translation>隔離解除…</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Reading the quarantine</source>
        <translation>隔離メールを読み込んでいます</translation>
    </message>
    <message>
        <source>More of the quarantine could not be read.</source>
        <translation>続きの隔離メールを読み込めませんでした。</translation>
    </message>
    <message>
        <source>The quarantine could not be read.</source>
        <translation>隔離メールを読み込めませんでした。</translation>
    </message>
    <message>
        <source>No held mail matches.</source>
        <translation>一致する隔離メールはありません。</translation>
    </message>
    <message>
        <source>Nothing is held. Dangerous and unwanted mail waits here for a decision.</source>
        <translation>隔離メールはありません。危険なメールや不要なメールはここで判断を待ちます。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>絞り込みを解除</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n件を選択</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n mail(s)</source>
        <translation>
            <numerusform>%n通を削除</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Release %n mail(s)</source>
        <translation>
            <numerusform>%n通を隔離解除</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) released.</source>
        <translation>
            <numerusform>%n通の隔離を解除しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) deleted.</source>
        <translation>
            <numerusform>%n通を削除しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) could not be released.</source>
        <translation>
            <numerusform>%n通の隔離を解除できませんでした。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) could not be deleted.</source>
        <translation>
            <numerusform>%n通を削除できませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are on their way to their recipients.</source>
        <translation>受信者に配信しています。</translation>
    </message>
</context>
<context>
    <name>ui::QuarantinePane</name>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>隔離解除</translation>
    </message>
    <message>
        <source>next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>select</source>
        <translation>選択</translation>
    </message>
    <message>
        <source>release</source>
        <translation>隔離解除</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Previous (K)</source>
        <translation>前へ (K)</translation>
    </message>
    <message>
        <source>Next (J)</source>
        <translation>次へ (J)</translation>
    </message>
    <message>
        <source>Show under Mail</source>
        <translation>メールの記録を表示</translation>
    </message>
    <message>
        <source>Why it was held</source>
        <translation>隔離した理由</translation>
    </message>
    <message>
        <source>Only text. Pictures, forms and links are off; nothing is loaded.</source>
        <translation>テキストだけを表示します。画像、フォーム、リンクは無効で、外部から何も読み込みません。</translation>
    </message>
    <message>
        <source>Text of the mail, safe view</source>
        <translation>メールの本文 (セーフビュー)</translation>
    </message>
    <message>
        <source>no subject</source>
        <translation>件名なし</translation>
    </message>
    <message>
        <source>From</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>隔離日時</translation>
    </message>
    <message>
        <source>%1, is deleted on %2</source>
        <translation>%1 (%2に自動削除)</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>ルール</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>本文を読み込んでいます</translation>
    </message>
    <message>
        <source>The text could not be read.</source>
        <translation>本文を読み込めませんでした。</translation>
    </message>
    <message>
        <source>This mail has no text.</source>
        <translation>このメールに本文はありません。</translation>
    </message>
</context>
<context>
    <name>ui::Question</name>
    <message>
        <source>Leave without saving?</source>
        <translation>保存せずに離れますか。</translation>
    </message>
    <message>
        <source>What you typed here is then lost.</source>
        <translation>ここで入力した内容は失われます。</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>保存せずに離れる</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>編集を続ける</translation>
    </message>
</context>
<context>
    <name>ui::QueueModel</name>
    <message>
        <source>no subject</source>
        <translation>件名なし</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>試行</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>次の再送</translation>
    </message>
    <message>
        <source>Last answer of the mail server</source>
        <translation>メールサーバの最後の応答</translation>
    </message>
    <message>
        <source>when resumed</source>
        <translation>再開後</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>まだなし</translation>
    </message>
    <message>
        <source>Arrived %1, kept until %2</source>
        <translation>%1に到着、%2まで保管</translation>
    </message>
    <message>
        <source>%1, %2, to %3, %4, next try %5</source>
        <translation>%1、%2、%3宛て、%4、次の再送%5</translation>
    </message>
</context>
<context>
    <name>ui::QueuePage</name>
    <message>
        <source>Waiting mails</source>
        <translation>待機中のメール</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>最も古いメール</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保管期限</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>使用容量</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>今すぐ再送</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>取り除く…</translation>
    </message>
    <message>
        <source>Show under Mail</source>
        <translation>メールの記録を表示</translation>
    </message>
    <message>
        <source>Drain all</source>
        <translation>一括再送</translation>
    </message>
    <message>
        <source>The mail is tried now.</source>
        <translation>メールを再送しています。</translation>
    </message>
    <message>
        <source>The mail is tried again from now on.</source>
        <translation>メールの再送を再開しました。</translation>
    </message>
    <message>
        <source>The mail is held until you resume it.</source>
        <translation>再開するまでメールを保留します。</translation>
    </message>
    <message>
        <source>All waiting mails are tried now, oldest first.</source>
        <translation>待機中のすべてのメールを古い順に再送しています。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>キュー</translation>
    </message>
    <message>
        <source>What waits, why, and until when?</source>
        <translation>何が、なぜ、いつまで待機しているか</translation>
    </message>
    <message>
        <source>Reading the queue</source>
        <translation>キューを読み込んでいます</translation>
    </message>
    <message>
        <source>The queue could not be read.</source>
        <translation>キューを読み込めませんでした。</translation>
    </message>
    <message>
        <source>Nothing waits. Mail is kept here only while the mail server does not answer.</source>
        <translation>待機中のメールはありません。メールサーバが応答しない間だけ、メールをここに保管します。</translation>
    </message>
    <message>
        <source>The mail server %1 does not answer. Mail is kept here, nothing is lost.</source>
        <translation>メールサーバ%1が応答しません。メールはここに保管され、失われません。</translation>
    </message>
    <message>
        <source>The mail server does not answer. Mail is kept here, nothing is lost.</source>
        <translation>メールサーバが応答しません。メールはここに保管され、失われません。</translation>
    </message>
    <message>
        <source>Redelivery starts by itself, oldest first, as soon as the server answers.</source>
        <translation>サーバが応答すると、古い順に自動的に再送を始めます。</translation>
    </message>
    <message>
        <source>none lost</source>
        <translation>失われたメールなし</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>every mail was handed over</source>
        <translation>すべて引き渡し済み</translation>
    </message>
    <message>
        <source>nothing has to be kept</source>
        <translation>保管中のメールなし</translation>
    </message>
    <message>
        <source>on this gateway&apos;s disk</source>
        <translation>このゲートウェイのディスク</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>%1から</translation>
    </message>
    <message>
        <source>then its sender is told</source>
        <translation>期限後は送信者に通知</translation>
    </message>
    <message>
        <source>for the %1 mails read so far</source>
        <translation>読み込み済みの%1通</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>That was not done.</source>
        <translation>実行できませんでした。</translation>
    </message>
    <message>
        <source>Remove this mail from the queue?</source>
        <translation>このメールをキューから取り除きますか。</translation>
    </message>
    <message>
        <source>“%1” to %2 is then not delivered, and its sender is not told.</source>
        <translation>%2宛ての「%1」は配信されず、送信者にも通知されません。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Remove 1 mail</source>
        <translation>1通を取り除く</translation>
    </message>
    <message>
        <source>The mail was removed from the queue.</source>
        <translation>メールをキューから取り除きました。</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>the queue was not read yet</source>
        <translation>キューは未読み込み</translation>
    </message>
</context>
<context>
    <name>ui::ReasonList</name>
    <message>
        <source>No layer found anything to note.</source>
        <translation>どのフィルタ層でも特記事項はありませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::SampleOutcome</name>
    <message>
        <source>Show under Mail</source>
        <translation>メールの記録を表示</translation>
    </message>
    <message>
        <source>Not sent yet: %1</source>
        <translation>未送信: %1</translation>
    </message>
    <message>
        <source>From %1 to %2. It should be: %3.</source>
        <translation>%1から%2宛て。期待する処理結果: %3。</translation>
    </message>
    <message>
        <source>As it should be, after %1.</source>
        <translation>期待どおりです。所要時間は%1です。</translation>
    </message>
    <message>
        <source>It should have been: %1.</source>
        <translation>期待する処理結果: %1。</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>まだ送信していません</translation>
    </message>
    <message>
        <source>Choose a sample at the left.</source>
        <translation>左の一覧からサンプルを選択します。</translation>
    </message>
</context>
<context>
    <name>ui::SampleRow</name>
    <message>
        <source>Send</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>Send “%1”</source>
        <translation>「%1」を送信</translation>
    </message>
    <message>
        <source>should be: %1</source>
        <translation>期待する処理結果: %1</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>%1, as it should be</source>
        <translation>%1 (期待どおり)</translation>
    </message>
    <message>
        <source>%1, but should be: %2</source>
        <translation>%1 (期待: %2)</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再送信</translation>
    </message>
</context>
<context>
    <name>ui::SavedFilters</name>
    <message>
        <source>Saved</source>
        <translation>保存済み</translation>
    </message>
</context>
<context>
    <name>ui::SearchButton</name>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Search pages and messages</source>
        <translation>ページとメールを検索</translation>
    </message>
</context>
<context>
    <name>ui::SecretField</name>
    <message>
        <source>Show what is typed</source>
        <translation>入力内容を表示</translation>
    </message>
    <message>
        <source>Hide what is typed</source>
        <translation>入力内容を隠す</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>none stored</source>
        <translation>未保存</translation>
    </message>
</context>
<context>
    <name>ui::SenderForm</name>
    <message>
        <source>Block</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>許可</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>閉じる (Esc)</translation>
    </message>
    <message>
        <source>Allow or block a sender</source>
        <translation>送信者の許可またはブロック</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>送信者</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>For whose mail</source>
        <translation>対象の受信者</translation>
    </message>
    <message>
        <source>Everyone here</source>
        <translation>組織全体</translation>
    </message>
    <message>
        <source>One of our domains</source>
        <translation>自社のドメイン</translation>
    </message>
    <message>
        <source>One recipient</source>
        <translation>1人の受信者</translation>
    </message>
    <message>
        <source>An address, a domain (*@example.com), or a domain and all below it (*@*.example.com). It is compared with the envelope and with From.</source>
        <translation>アドレス、ドメイン (*@example.com)、またはサブドメインを含むドメイン (*@*.example.com) を入力します。エンベロープと差出人 (From) の両方と照合します。</translation>
    </message>
    <message>
        <source>Why, for whoever reads the list later.</source>
        <translation>登録の理由を残しておくと、後で確認するときに役立ちます。</translation>
    </message>
    <message>
        <source>The spam rules leave this sender alone, once a mail proves that it comes from there (SPF, DKIM, DMARC). Viruses, dangerous content and forged senders are stopped all the same.</source>
        <translation>送信ドメイン認証 (SPF、DKIM、DMARC) で送信元を確認できたメールには、スパムのルールを適用しません。ウイルス、危険な内容、差出人の偽装は、これまでどおり防ぎます。</translation>
    </message>
    <message>
        <source>Mail from this sender is refused, and its sender is told. A virus stays in the quarantine.</source>
        <translation>この送信者からのメールを拒否し、送信側に通知します。ウイルスは隔離されたままになります。</translation>
    </message>
    <message>
        <source>Allow sender</source>
        <translation>送信者を許可</translation>
    </message>
    <message>
        <source>Block sender</source>
        <translation>送信者をブロック</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>ドメイン</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>No other entry touches this mail.</source>
        <translation>同じメールに関わる登録は、ほかにありません。</translation>
    </message>
    <message>
        <source>%1 more entries touch this mail.</source>
        <translation>ほかに%1件の登録が同じメールに関わります。</translation>
    </message>
    <message>
        <source>The entry was not added.</source>
        <translation>登録できませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::SenderImport</name>
    <message>
        <source>Add them to the lists</source>
        <translation>現在の一覧に追加する</translation>
    </message>
    <message>
        <source>Put them in place of the lists</source>
        <translation>現在の一覧と置き換える</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>閉じる (Esc)</translation>
    </message>
    <message>
        <source>Import entries</source>
        <translation>登録の取り込み</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>Reading the table</source>
        <translation>表を読み込んでいます</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>何も変更していません。</translation>
    </message>
    <message>
        <source>The table cannot be imported.</source>
        <translation>この表は取り込めません。</translation>
    </message>
    <message>
        <source>Nothing new stands in the table. Notes may change.</source>
        <translation>新しい登録はありません。メモが変わる場合があります。</translation>
    </message>
    <message>
        <source>New</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Entries afterwards</source>
        <translation>取り込み後の登録数</translation>
    </message>
    <message>
        <source>And %1 more.</source>
        <translation>ほか%1件。</translation>
    </message>
    <message>
        <source>Some entries are about the same mail:</source>
        <translation>同じメールに関わる登録があります:</translation>
    </message>
    <message>
        <source>Import, and remove %1</source>
        <translation>取り込み (%1件を削除)</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>取り込めませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::SenderListModel</name>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>送信者</translation>
    </message>
    <message>
        <source>For</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>登録日</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>ui::SendersPage</name>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Edit …</source>
        <translation>編集…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>Allowed and blocked senders</source>
        <translation>許可またはブロックしている送信者</translation>
    </message>
    <message>
        <source>%1 is allowed.</source>
        <translation>%1を許可しました。</translation>
    </message>
    <message>
        <source>%1 is blocked.</source>
        <translation>%1をブロックしました。</translation>
    </message>
    <message>
        <source>This holds from now on.</source>
        <translation>この設定はすでに有効です。</translation>
    </message>
    <message>
        <source>The table was imported: %1 new, %2 removed.</source>
        <translation>表を取り込みました: 追加%1件、削除%2件。</translation>
    </message>
    <message>
        <source>Sender lists</source>
        <translation>送信者リスト</translation>
    </message>
    <message>
        <source>Whose mail is let through, and whose is not?</source>
        <translation>誰のメールを通し、誰のメールを止めますか?</translation>
    </message>
    <message>
        <source>Filter by sender, recipient or note</source>
        <translation>送信者、受信者、メモで絞り込み</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Allowed and blocked</source>
        <translation>許可とブロック</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>許可</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>Add …</source>
        <translation>追加…</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>取り込み…</translation>
    </message>
    <message>
        <source>Allow a sender …</source>
        <translation>送信者を許可…</translation>
    </message>
    <message>
        <source>Block a sender …</source>
        <translation>送信者をブロック…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>エクスポート…</translation>
    </message>
    <message>
        <source>Reading the lists</source>
        <translation>一覧を読み込んでいます</translation>
    </message>
    <message>
        <source>More of the lists could not be read.</source>
        <translation>一覧の続きを読み込めませんでした。</translation>
    </message>
    <message>
        <source>The lists could not be read.</source>
        <translation>一覧を読み込めませんでした。</translation>
    </message>
    <message>
        <source>Entries: %1</source>
        <translation>登録: %1件</translation>
    </message>
    <message>
        <source>No entry matches.</source>
        <translation>該当する登録はありません。</translation>
    </message>
    <message>
        <source>No sender is allowed or blocked. All mail is judged by the rules alone.</source>
        <translation>許可またはブロックしている送信者はありません。すべてのメールをルールだけで判定します。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>絞り込みを解除</translation>
    </message>
    <message>
        <source>Add a sender</source>
        <translation>送信者を追加</translation>
    </message>
    <message>
        <source>The entry was not removed.</source>
        <translation>登録を削除できませんでした。</translation>
    </message>
    <message>
        <source>Removed: %1.</source>
        <translation>削除しました: %1。</translation>
    </message>
    <message>
        <source>The entry was not put back.</source>
        <translation>登録を元に戻せませんでした。</translation>
    </message>
    <message>
        <source>Put back: %1.</source>
        <translation>元に戻しました: %1。</translation>
    </message>
    <message>
        <source>Import entries</source>
        <translation>登録の取り込み</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1を読み込めませんでした。</translation>
    </message>
    <message>
        <source>%1 is too large.</source>
        <translation>%1は大きすぎます。</translation>
    </message>
    <message>
        <source>A table may have %1.</source>
        <translation>表の大きさは%1までです。</translation>
    </message>
    <message>
        <source>senders.csv</source>
        <translation>送信者.csv</translation>
    </message>
</context>
<context>
    <name>ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>How is this gateway run, and how does this window look?</source>
        <translation>ゲートウェイの運用とウィンドウの表示</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>デスクトップに合わせる</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>Keep the trial gateway serving when this window is closed</source>
        <translation>このウィンドウを閉じても試用ゲートウェイを稼働し続ける</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>このウィンドウ</translation>
    </message>
    <message>
        <source>The change is made at once.</source>
        <translation>変更はすぐに反映されます。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>このプログラムについて</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>GNU General Public License, version 2 or later. You may use, study, share and change it.</source>
        <translation>GNU General Public Licenseバージョン2以降。使用、研究、共有、変更は自由です。</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>使用している部品</translation>
    </message>
    <message>
        <source>Qt %1 (LGPL 3), icons from Lucide (ISC), fonts of your system</source>
        <translation>Qt %1 (LGPL 3)、Lucideのアイコン (ISC)、システムのフォント</translation>
    </message>
    <message>
        <source>Licence of the icons</source>
        <translation>アイコンのライセンス</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>ゲートウェイ</translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation>データフォルダ</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>ホスト</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>動作</translation>
    </message>
    <message>
        <source>trial: on this computer only, nothing goes outside</source>
        <translation>試用: このコンピュータ内だけで動作し、外部には何も送信しません</translation>
    </message>
    <message>
        <source>service</source>
        <translation>サービス</translation>
    </message>
    <message>
        <source>Serving since</source>
        <translation>稼働開始</translation>
    </message>
    <message>
        <source>Receives mail at</source>
        <translation>メールの受信先</translation>
    </message>
    <message>
        <source>Hands mail to</source>
        <translation>メールの引き渡し先</translation>
    </message>
    <message>
        <source>%1, does not answer</source>
        <translation>%1 (応答なし)</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>ポリシー</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>バージョン%1</translation>
    </message>
    <message>
        <source>Virus scanner</source>
        <translation>ウイルス検索</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>パターンファイル</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1件、%2更新</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Sandbox of the scanner</source>
        <translation>検索処理のサンドボックス</translation>
    </message>
</context>
<context>
    <name>ui::SideBar</name>
    <message>
        <source>Menu (F10)</source>
        <translation>メニュー (F10)</translation>
    </message>
</context>
<context>
    <name>ui::SourceForm</name>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>出力元</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分</translation>
    </message>
    <message>
        <source>% of the people</source>
        <translation>%の受信者</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>LDAP: Active Directory</source>
        <translation>LDAP: Active Directory</translation>
    </message>
    <message>
        <source>LDAP: OpenLDAP</source>
        <translation>LDAP: OpenLDAP</translation>
    </message>
    <message>
        <source>LDAP: 389 Directory Server</source>
        <translation>LDAP: 389 Directory Server</translation>
    </message>
    <message>
        <source>CSV file</source>
        <translation>CSVファイル</translation>
    </message>
    <message>
        <source>LDIF file</source>
        <translation>LDIFファイル</translation>
    </message>
    <message>
        <source>Typed by hand</source>
        <translation>手入力</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Where your people are listed</source>
        <translation>受信者の登録場所</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>ソースの名前</translation>
    </message>
    <message>
        <source>Lower-case letters, digits and hyphens.</source>
        <translation>英小文字、数字、ハイフンを使います。</translation>
    </message>
    <message>
        <source>Open the domains</source>
        <translation>ドメインを開く</translation>
    </message>
    <message>
        <source>People typed by hand need no source. They stand with their domain, and count beside all sources.</source>
        <translation>手入力の受信者にソースは必要ありません。ドメインごとに登録し、すべてのソースと併用されます。</translation>
    </message>
    <message>
        <source>It decides which attributes hold addresses and names.</source>
        <translation>アドレスと名前を含む属性が決まります。</translation>
    </message>
    <message>
        <source>File on the gateway’s machine</source>
        <translation>ゲートウェイ上のファイル</translation>
    </message>
    <message>
        <source>It is read again and again. Leave it empty to upload files from this computer instead.</source>
        <translation>繰り返し読み込まれます。このコンピュータからアップロードする場合は空欄にします。</translation>
    </message>
    <message>
        <source>Management, Accounting</source>
        <translation>経営陣, 経理部</translation>
    </message>
    <message>
        <source>Groups of important people</source>
        <translation>重要人物のグループ</translation>
    </message>
    <message>
        <source>Impostors like to pretend to be them. Separate several by commas.</source>
        <translation>なりすましに狙われやすい人たちです。複数の場合はコンマで区切ります。</translation>
    </message>
    <message>
        <source>Read again every</source>
        <translation>読み込み間隔</translation>
    </message>
    <message>
        <source>0 reads only when you ask for it.</source>
        <translation>0の場合、指示したときだけ読み込みます。</translation>
    </message>
    <message>
        <source>Ask before a reading removes more than</source>
        <translation>承認を求める削除の割合</translation>
    </message>
    <message>
        <source>Such a reading waits for your approval, so that a broken directory stops nobody’s mail.</source>
        <translation>これを超える読み込みは承認を待ちます。ディレクトリの障害でメールが止まるのを防ぎます。</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>ソースの追加</translation>
    </message>
    <message>
        <source>Change the source “%1”</source>
        <translation>ソース「%1」の変更</translation>
    </message>
    <message>
        <source>A table with one person a line. The first line may name its columns: address, aliases, name, groups, important, disabled.</source>
        <translation>1行に1人の表です。先頭行で列名を指定できます: address, aliases, name, groups, important, disabled</translation>
    </message>
    <message>
        <source>An export of a directory, for a server that the gateway cannot reach.</source>
        <translation>ディレクトリの出力ファイルです。ゲートウェイから接続できないサーバに使います。</translation>
    </message>
    <message>
        <source>The gateway asks the directory server itself, again and again.</source>
        <translation>ゲートウェイがディレクトリサーバに定期的に問い合わせます。</translation>
    </message>
    <message>
        <source>There is nothing to test.</source>
        <translation>テストするものはありません。</translation>
    </message>
    <message>
        <source>Test the source to see whom it names. Nothing is changed by that.</source>
        <translation>テストすると、ソースに含まれる受信者を確認できます。変更は行いません。</translation>
    </message>
    <message>
        <source>Not saved yet.</source>
        <translation>まだ保存されていません。</translation>
    </message>
    <message>
        <source>Use lower-case letters, digits and hyphens only.</source>
        <translation>英小文字、数字、ハイフンだけを使ってください。</translation>
    </message>
    <message>
        <source>Save the source and upload a file. What it changes is shown to you before it counts.</source>
        <translation>ソースを保存し、ファイルをアップロードしてください。変更内容は、有効になる前に表示されます。</translation>
    </message>
    <message>
        <source>The source was not saved.</source>
        <translation>ソースを保存できませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::SourcePreview</name>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>The first people found</source>
        <translation>見つかった先頭の受信者</translation>
    </message>
    <message>
        <source>Asking the source. This may take some seconds.</source>
        <translation>ソースに問い合わせています。数秒かかることがあります。</translation>
    </message>
    <message>
        <source>Nothing was read, and nothing was changed.</source>
        <translation>何も読み込まれず、変更もありません。</translation>
    </message>
    <message>
        <source>The source could not be read.</source>
        <translation>ソースを読み込めませんでした。</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>応答元</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>%1, because they cannot get mail</source>
        <translation>%1件 (メールを受信できないため)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>the first %1</source>
        <translation>先頭の%1件</translation>
    </message>
    <message>
        <source>The source answered, but nobody was found.</source>
        <translation>ソースは応答しましたが、受信者が見つかりませんでした。</translation>
    </message>
    <message>
        <source>Check the branch to search and the filter.</source>
        <translation>検索の起点とフィルタを確認してください。</translation>
    </message>
    <message>
        <source>The source can be read.</source>
        <translation>ソースを読み込めます。</translation>
    </message>
</context>
<context>
    <name>ui::SourcesModel</name>
    <message>
        <source>Source</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Read from</source>
        <translation>読み込み元</translation>
    </message>
    <message>
        <source>Last read</source>
        <translation>最終読み込み</translation>
    </message>
    <message>
        <source>People</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>never</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>%1, %2, %3 people, %4</source>
        <translation>%1、%2、%3人、%4</translation>
    </message>
</context>
<context>
    <name>ui::SourcesTab</name>
    <message>
        <source>Read now</source>
        <translation>今すぐ読み込み</translation>
    </message>
    <message>
        <source>Upload a file …</source>
        <translation>ファイルのアップロード…</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>ソースの追加</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Selected source</source>
        <translation>選択中のソース</translation>
    </message>
    <message>
        <source>“%1” is read now.</source>
        <translation>「%1」を読み込んでいます。</translation>
    </message>
    <message>
        <source>The source “%1” was saved.</source>
        <translation>ソース「%1」を保存しました。</translation>
    </message>
    <message>
        <source>Read it now, or upload a file, to use what it says.</source>
        <translation>内容を使うには、読み込むか、ファイルをアップロードしてください。</translation>
    </message>
    <message>
        <source>The reading of “%1” is in force: %2.</source>
        <translation>「%1」の読み込みが有効になりました: %2。</translation>
    </message>
    <message>
        <source>The reading of “%1” was discarded. The list is as it was.</source>
        <translation>「%1」の読み込みを破棄しました。リストは変わりません。</translation>
    </message>
    <message>
        <source>Reading the sources</source>
        <translation>ソースを読み込んでいます</translation>
    </message>
    <message>
        <source>The sources could not be read.</source>
        <translation>ソースを読み込めませんでした。</translation>
    </message>
    <message>
        <source>No source yet. Until there is one, or people typed by hand, mail to anybody in your domains is accepted.</source>
        <translation>ソースがまだありません。ソースまたは手入力の受信者が登録されるまで、自社ドメインあてのメールはすべて受け付けられます。</translation>
    </message>
    <message>
        <source>A reading of “%1” waits for approval: %2</source>
        <translation>「%1」の読み込みが承認を待っています: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n people would no longer get mail. Until you decide, the list in use stays as it is.</source>
        <translation>
            <numerusform>適用すると、%n人がメールを受け取れなくなります。判断するまで、使用中のリストは変わりません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Until you decide, the list in use stays as it is.</source>
        <translation>判断するまで、使用中のリストは変わりません。</translation>
    </message>
    <message>
        <source>Show the difference</source>
        <translation>差分を表示</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Last read well</source>
        <translation>最終成功</translation>
    </message>
    <message>
        <source>never</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>再読み込み</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>%1ごと</translation>
    </message>
    <message>
        <source>only when asked to</source>
        <translation>指示したときのみ</translation>
    </message>
    <message>
        <source>Signs in as</source>
        <translation>サインイン名</translation>
    </message>
    <message>
        <source>nobody (anonymous)</source>
        <translation>なし (匿名)</translation>
    </message>
    <message>
        <source>Search below</source>
        <translation>検索の起点</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>暗号化</translation>
    </message>
    <message>
        <source>Important groups</source>
        <translation>重要なグループ</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>承認待ちの条件</translation>
    </message>
    <message>
        <source>if a reading removes more than %1% of the people</source>
        <translation>受信者の%1%を超える削除のとき</translation>
    </message>
    <message>
        <source>Which file holds your people?</source>
        <translation>受信者のファイルを選択してください</translation>
    </message>
    <message>
        <source>Lists of people (*.csv *.txt *.ldif)</source>
        <translation>受信者の一覧 (*.csv *.txt *.ldif)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>The file was not uploaded.</source>
        <translation>ファイルをアップロードできませんでした。</translation>
    </message>
    <message>
        <source>The file is being read by the gateway.</source>
        <translation>ゲートウェイがファイルを読み込んでいます。</translation>
    </message>
    <message>
        <source>The file was not imported.</source>
        <translation>ファイルを取り込めませんでした。</translation>
    </message>
    <message>
        <source>The file was read, and nothing waits: %1.</source>
        <translation>ファイルを読み込みました。承認待ちの変更はありません: %1。</translation>
    </message>
    <message>
        <source>Remove the source “%1”?</source>
        <translation>ソース「%1」を削除しますか。</translation>
    </message>
    <message>
        <source>Its %1 people go with it. Mail to those whom no other source names may be refused then.</source>
        <translation>このソースの%1人も削除されます。ほかのソースにない人あてのメールは拒否されることがあります。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Remove 1 source</source>
        <translation>1件のソースを削除</translation>
    </message>
    <message>
        <source>The source “%1” was removed.</source>
        <translation>ソース「%1」を削除しました。</translation>
    </message>
    <message>
        <source>That was not done.</source>
        <translation>実行できませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::StageTimeline</name>
    <message>
        <source>not reached</source>
        <translation>未到達</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通過</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>所要時間%1</translation>
    </message>
    <message>
        <source>passed, with doubts</source>
        <translation>注意して通過</translation>
    </message>
    <message>
        <source>stopped here</source>
        <translation>ここで停止</translation>
    </message>
</context>
<context>
    <name>ui::StartPage</name>
    <message>
        <source>Start the trial gateway</source>
        <translation>試用ゲートウェイを開始</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Which gateway do you want to look at?</source>
        <translation>どのゲートウェイを表示しますか</translation>
    </message>
    <message>
        <source>Postern guards the mail of a company. Try it here first, or look at a gateway that already runs.</source>
        <translation>Posternは組織のメールを守ります。まずここで試すか、稼働中のゲートウェイを表示します。</translation>
    </message>
    <message>
        <source>Try it on this computer</source>
        <translation>このコンピュータで試用</translation>
    </message>
    <message>
        <source>A private gateway starts here, with samples and a test mailbox. It receives mail at 127.0.0.1:2525 and sends nothing outside.</source>
        <translation>サンプルとテスト用メールボックスを備えた専用ゲートウェイを起動します。127.0.0.1:2525でメールを受信し、外部には何も送信しません。</translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation>データフォルダ</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>フォルダを選択</translation>
    </message>
    <message>
        <source>Data directory of the gateway</source>
        <translation>ゲートウェイのデータフォルダ</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>A gateway on this computer</source>
        <translation>このコンピュータのゲートウェイ</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>File that holds the token</source>
        <translation>トークンを保存したファイル</translation>
    </message>
    <message>
        <source>Token file</source>
        <translation>トークンファイル</translation>
    </message>
    <message>
        <source>A gateway by its address</source>
        <translation>アドレスで指定するゲートウェイ</translation>
    </message>
    <message>
        <source>Starting; the virus signatures are loaded</source>
        <translation>起動中です。パターンファイルを読み込んでいます</translation>
    </message>
    <message>
        <source>The gateway could not be reached.</source>
        <translation>ゲートウェイに接続できませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::StateStack</name>
    <message>
        <source>What you see is from %1.</source>
        <translation>表示内容は%1時点のものです。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
</context>
<context>
    <name>ui::StatusStrip</name>
    <message>
        <source>only test signatures</source>
        <translation>テスト用シグネチャのみ</translation>
    </message>
    <message>
        <source>no virus signatures</source>
        <translation>シグネチャなし</translation>
    </message>
    <message>
        <source>virus signatures from %1</source>
        <translation>シグネチャ%1更新</translation>
    </message>
    <message>
        <source>%1 messages/min</source>
        <translation>%1通/分</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>中央値%1</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>キュー%1</translation>
    </message>
</context>
<context>
    <name>ui::SuspectsModel</name>
    <message>
        <source>Refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>監視中</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>接続元</translation>
    </message>
    <message>
        <source>Wrong names</source>
        <translation>誤ったあて先</translation>
    </message>
    <message>
        <source>Last one</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>%1, %2 wrong names, %3</source>
        <translation>%1、誤ったあて先%2件、%3</translation>
    </message>
</context>
<context>
    <name>ui::TestLabPage</name>
    <message>
        <source>Send all</source>
        <translation>すべて送信</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Test lab</source>
        <translation>テストラボ</translation>
    </message>
    <message>
        <source>Does a mail arrive, and what does it look like then?</source>
        <translation>メールは届くか、届いたメールはどう見えるか</translation>
    </message>
    <message>
        <source>Send a sample</source>
        <translation>サンプルの送信</translation>
    </message>
    <message>
        <source>Each goes through the whole gateway, from the first connection to the test mailbox.</source>
        <translation>最初の接続からテスト用メールボックスまで、ゲートウェイ全体を通ります。</translation>
    </message>
    <message>
        <source>Reading the samples</source>
        <translation>サンプルを読み込んでいます</translation>
    </message>
    <message>
        <source>The samples could not be read.</source>
        <translation>サンプルを読み込めませんでした。</translation>
    </message>
    <message>
        <source>Send all %1</source>
        <translation>%1件すべて送信</translation>
    </message>
    <message>
        <source>This gateway is not a trial, so it has no samples. Start a trial gateway from the menu to try some.</source>
        <translation>このゲートウェイは試用ではないため、サンプルがありません。メニューから試用ゲートウェイを開始すると試せます。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>ui::TestMailbox</name>
    <message>
        <source>Test mailbox</source>
        <translation>テスト用メールボックス</translation>
    </message>
    <message>
        <source>Text of the mail, safe view</source>
        <translation>メールの本文 (セーフビュー)</translation>
    </message>
    <message>
        <source>Reading the test mailbox</source>
        <translation>テスト用メールボックスを読み込んでいます</translation>
    </message>
    <message>
        <source>The test mailbox could not be read.</source>
        <translation>テスト用メールボックスを読み込めませんでした。</translation>
    </message>
    <message numerus="yes">
        <source>%n mail(s) arrived</source>
        <translation>
            <numerusform>%n通が到着</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has arrived yet. Send a sample; what the gateway lets pass appears here.</source>
        <translation>まだ何も届いていません。サンプルを送信すると、ゲートウェイを通過したメールがここに表示されます。</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>本文を読み込んでいます</translation>
    </message>
    <message>
        <source>The text could not be read.</source>
        <translation>本文を読み込めませんでした。</translation>
    </message>
</context>
<context>
    <name>ui::TlsModel</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>暗号</translation>
    </message>
    <message>
        <source>Key exchange</source>
        <translation>鍵交換</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>in</source>
        <translation>受信</translation>
    </message>
    <message>
        <source>out</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>%1, %2, %3, %4, %5</source>
        <translation>%1、%2、%3、%4、%5</translation>
    </message>
</context>
<context>
    <name>ui::TlsPage</name>
    <message>
        <source>signed by itself: others cannot verify it</source>
        <translation>自己署名: ほかのサーバは検証できません</translation>
    </message>
    <message>
        <source>issued by %1</source>
        <translation>発行者: %1</translation>
    </message>
    <message>
        <source>File %1
SHA-256 %2</source>
        <translation>ファイル %1
SHA-256 %2</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>each mail in and out, newest first</source>
        <translation>受信と送信、新しい順</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Is every mail encrypted, and with whom is it not?</source>
        <translation>すべてのメールは暗号化されているか、されていない相手は誰か</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>証明書</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>再読み込み</translation>
    </message>
    <message>
        <source>Reads the certificate files again, after you replaced them</source>
        <translation>証明書ファイルを置き換えた後に再読み込みします</translation>
    </message>
    <message>
        <source>Reading the connections</source>
        <translation>接続を読み込んでいます</translation>
    </message>
    <message>
        <source>The connections could not be read.</source>
        <translation>接続を読み込めませんでした。</translation>
    </message>
    <message>
        <source>No connection has carried mail yet.</source>
        <translation>メールを運んだ接続はまだありません。</translation>
    </message>
    <message>
        <source>Reading the certificates</source>
        <translation>証明書を読み込んでいます</translation>
    </message>
    <message>
        <source>The certificates could not be read.</source>
        <translation>証明書を読み込めませんでした。</translation>
    </message>
    <message>
        <source>The gateway has no certificate, so it cannot offer encryption.</source>
        <translation>ゲートウェイに証明書がないため、暗号化を提供できません。</translation>
    </message>
    <message>
        <source>The certificates were read again. New connections use them.</source>
        <translation>証明書を再読み込みしました。新しい接続から使用します。</translation>
    </message>
    <message>
        <source>The certificates were not read again; the old ones stay in use.</source>
        <translation>証明書を再読み込みできませんでした。以前の証明書を引き続き使用します。</translation>
    </message>
</context>
<context>
    <name>ui::TlsTab</name>
    <message>
        <source>From the sender to the gateway</source>
        <translation>送信元からゲートウェイまで</translation>
    </message>
    <message>
        <source>From the gateway to the mail server</source>
        <translation>ゲートウェイからメールサーバまで</translation>
    </message>
    <message>
        <source>Not contacted</source>
        <translation>未接続</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>バージョン</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>暗号</translation>
    </message>
    <message>
        <source>Key exchange</source>
        <translation>鍵交換</translation>
    </message>
    <message>
        <source>Server name</source>
        <translation>サーバ名</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>証明書</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>発行者</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>フィンガープリント</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>セッション</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新規</translation>
    </message>
</context>
<context>
    <name>ui::TrialGateway</name>
    <message>
        <source>The trial gateway did not become ready within 30 s.</source>
        <translation>試用ゲートウェイが30秒以内に準備できませんでした。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, look at its last words below.</source>
        <translation>再試行してください。繰り返す場合は、下の最後の出力を確認してください。</translation>
    </message>
    <message>
        <source>The program %1 could not be started: %2.</source>
        <translation>プログラム%1を起動できませんでした: %2。</translation>
    </message>
    <message>
        <source>Check that it may be executed, or install Postern again.</source>
        <translation>実行権限を確認するか、Posternを再インストールしてください。</translation>
    </message>
    <message>
        <source>The program posternd was not found.</source>
        <translation>プログラムposterndが見つかりませんでした。</translation>
    </message>
    <message>
        <source>Install the gateway&apos;s package, or put posternd beside this program.</source>
        <translation>ゲートウェイのパッケージをインストールするか、posterndをこのプログラムと同じフォルダに置いてください。</translation>
    </message>
    <message>
        <source>The folder %1 could not be made.</source>
        <translation>フォルダ%1を作成できませんでした。</translation>
    </message>
    <message>
        <source>Check that your home folder is not full and may be written to.</source>
        <translation>ホームフォルダの空き容量と書き込み権限を確認してください。</translation>
    </message>
    <message>
        <source>The trial gateway ended unexpectedly.</source>
        <translation>試用ゲートウェイが予期せず終了しました。</translation>
    </message>
    <message>
        <source>The trial gateway ended with exit code %1.</source>
        <translation>試用ゲートウェイが終了コード%1で終了しました。</translation>
    </message>
    <message>
        <source>Another program uses %1, where the trial wants to receive mail.</source>
        <translation>試用でメールを受信する%1を、別のプログラムが使用しています。</translation>
    </message>
    <message>
        <source>End that program, then try again.</source>
        <translation>そのプログラムを終了してから再試行してください。</translation>
    </message>
    <message>
        <source>Another gateway already uses the trial&apos;s data.</source>
        <translation>別のゲートウェイが試用のデータを使用しています。</translation>
    </message>
    <message>
        <source>End it, or connect to its data directory below.</source>
        <translation>それを終了するか、下でそのデータフォルダに接続してください。</translation>
    </message>
    <message>
        <source>Its last words are below. Try again.</source>
        <translation>最後の出力は下のとおりです。再試行してください。</translation>
    </message>
</context>
<context>
    <name>ui::WhyTab</name>
    <message>
        <source>points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>The sender was told</source>
        <translation>送信者への応答</translation>
    </message>
    <message>
        <source>If this was wrong</source>
        <translation>誤りだった場合</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>判定したルール</translation>
    </message>
    <message>
        <source>No rule applied; mail is delivered unless one does.</source>
        <translation>該当するルールはありません。その場合は配信します。</translation>
    </message>
    <message>
        <source>Rule “%1”</source>
        <translation>ルール「%1」</translation>
    </message>
    <message>
        <source>policy version %1</source>
        <translation>ポリシーのバージョン%1</translation>
    </message>
</context>
</TS>
