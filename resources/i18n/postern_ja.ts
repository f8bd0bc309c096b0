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
    <name>ui::KeyHints</name>
    <message>
        <source>Keys</source>
        <translation>キー操作</translation>
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
