<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Texts</name>
    <message>
        <source>speaks for the author</source>
        <translation>差出人のドメインと一致</translation>
    </message>
    <message>
        <source>Who vouches for it</source>
        <translation>送信ドメイン認証</translation>
    </message>
    <message>
        <source>Data directory of the gateway; that of the trial unless told otherwise</source>
        <translation>ゲートウェイのデータディレクトリ (省略時は試用のもの)</translation>
    </message>
    <message>
        <source>Address of the gateway, http://127.0.0.1:8025</source>
        <translation>ゲートウェイのアドレス (http://127.0.0.1:8025)</translation>
    </message>
    <message>
        <source>The file with its token</source>
        <translation>トークンのファイル</translation>
    </message>
    <message>
        <source>Print JSON instead of text</source>
        <translation>JSONで出力する</translation>
    </message>
    <message>
        <source>Speaks to a Postern gateway.</source>
        <translation>Posternゲートウェイを操作します。</translation>
    </message>
    <message>
        <source>give a time such as 2h, 7d or 2026-11-24T12:00</source>
        <translation>2h、7d、2026-11-24T12:00のような時刻を指定してください</translation>
    </message>
    <message>
        <source>Received since: 90m, 2h, 7d, or a time</source>
        <translation>この時点以降の受信: 90m、2h、7d、または時刻</translation>
    </message>
    <message>
        <source>Part of the sender&apos;s address</source>
        <translation>差出人アドレスの一部</translation>
    </message>
    <message>
        <source>Part of a recipient&apos;s address</source>
        <translation>受信者アドレスの一部</translation>
    </message>
    <message>
        <source>Part of an address, the subject or the id</source>
        <translation>アドレス、件名、またはIDの一部</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>処理結果</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Leave out that many of the newest</source>
        <translation>新しいほうから指定した件数を省く</translation>
    </message>
    <message>
        <source>At most that many, 100 unless told otherwise</source>
        <translation>最大件数 (省略時は100)</translation>
    </message>
    <message>
        <source>Leave out that many of the first</source>
        <translation>先頭から指定した件数を省く</translation>
    </message>
    <message>
        <source>Ids as the list shows them</source>
        <translation>一覧に表示されるID (複数可)</translation>
    </message>
    <message>
        <source>Id as the list shows it</source>
        <translation>一覧に表示されるID</translation>
    </message>
    <message>
        <source>%1 of %2. More with --limit and --offset.</source>
        <translation>%2件中%1件。続きは--limitと--offsetで表示できます。</translation>
    </message>
    <message>
        <source>What happens, as it happens</source>
        <translation>起きていることを順に表示</translation>
    </message>
    <message>
        <source>Go on until stopped</source>
        <translation>停止するまで続ける</translation>
    </message>
    <message>
        <source>Stop after that many</source>
        <translation>指定した件数で終了する</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>スコア %1</translation>
    </message>
    <message>
        <source>not analysed</source>
        <translation>未解析</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受信日時</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>接続元</translation>
    </message>
    <message>
        <source>%1, calls itself %2</source>
        <translation>%1 (名乗り: %2)</translation>
    </message>
    <message>
        <source>From</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Shown as from</source>
        <translation>表示上の差出人</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation>Message-ID</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>refused before the content</source>
        <translation>本文の前に拒否</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>ルール</translation>
    </message>
    <message>
        <source>%1, policy version %2</source>
        <translation>%1 (ポリシー 版%2)</translation>
    </message>
    <message>
        <source>Told the sender</source>
        <translation>送信側への応答</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>At</source>
        <translation>経過</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>備考</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>Fate</source>
        <translation>処理結果</translation>
    </message>
    <message>
        <source>Next hop</source>
        <translation>配送先サーバ</translation>
    </message>
    <message>
        <source>Its reply</source>
        <translation>その応答</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>フィルタ層</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>%1: %2. %3, %4.</source>
        <translation>%1: %2。%3、%4。</translation>
    </message>
    <message>
        <source>Its way</source>
        <translation>経路</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Nothing spoke for or against it.</source>
        <translation>判定の根拠となるものはありませんでした。</translation>
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
        <source>Encryption</source>
        <translation>暗号化</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>リンク</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>添付ファイル</translation>
    </message>
    <message>
        <source>Since then</source>
        <translation>その後</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>No message matches.</source>
        <translation>該当するメールはありません。</translation>
    </message>
    <message>
        <source>The message trace, newest first</source>
        <translation>メール追跡 (新しい順)</translation>
    </message>
    <message>
        <source>What happened to one message, and why</source>
        <translation>1通のメールの処理結果とその理由</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>Nothing is quarantined.</source>
        <translation>隔離されているメールはありません。</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保管期限</translation>
    </message>
    <message>
        <source>%1, score %2</source>
        <translation>%1 (スコア %2)</translation>
    </message>
    <message>
        <source>Released by</source>
        <translation>隔離を解除できる人</translation>
    </message>
    <message>
        <source>administrators only</source>
        <translation>管理者のみ</translation>
    </message>
    <message>
        <source>its recipients, too</source>
        <translation>受信者も可</translation>
    </message>
    <message>
        <source>Source, first part</source>
        <translation>ソース (先頭部分)</translation>
    </message>
    <message>
        <source>What is held back</source>
        <translation>隔離されているメール</translation>
    </message>
    <message>
        <source>The held messages, newest first</source>
        <translation>隔離メールの一覧 (新しい順)</translation>
    </message>
    <message>
        <source>One held message with its source</source>
        <translation>1通の隔離メールとそのソース</translation>
    </message>
    <message>
        <source>Deliver messages to their recipients after all</source>
        <translation>隔離を解除して受信者に配信する</translation>
    </message>
    <message>
        <source>Released.</source>
        <translation>隔離を解除しました。</translation>
    </message>
    <message>
        <source>Delete messages for good</source>
        <translation>メールを完全に削除する</translation>
    </message>
    <message>
        <source>Deleted.</source>
        <translation>削除しました。</translation>
    </message>
    <message>
        <source>Next attempt</source>
        <translation>次の再送</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>試行</translation>
    </message>
    <message>
        <source>For</source>
        <translation>配送先</translation>
    </message>
    <message>
        <source>Last reply</source>
        <translation>最後の応答</translation>
    </message>
    <message>
        <source>held</source>
        <translation>保留中</translation>
    </message>
    <message>
        <source>The queue is empty.</source>
        <translation>キューは空です。</translation>
    </message>
    <message>
        <source>What waits for its next hop</source>
        <translation>配送を待っているメール</translation>
    </message>
    <message>
        <source>The waiting messages</source>
        <translation>キューにあるメールの一覧</translation>
    </message>
    <message>
        <source>Try messages now</source>
        <translation>すぐに再送する</translation>
    </message>
    <message>
        <source>They are tried now.</source>
        <translation>再送を開始しました。</translation>
    </message>
    <message>
        <source>Keep messages from being tried</source>
        <translation>再送を保留する</translation>
    </message>
    <message>
        <source>Held.</source>
        <translation>保留しました。</translation>
    </message>
    <message>
        <source>Let messages be tried again</source>
        <translation>保留を解除する</translation>
    </message>
    <message>
        <source>No longer held.</source>
        <translation>保留を解除しました。</translation>
    </message>
    <message>
        <source>Take messages out undelivered</source>
        <translation>配信せずにキューから取り除く</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>キューから取り除きました。</translation>
    </message>
    <message>
        <source>Try all that waits now</source>
        <translation>すべてを一括再送する</translation>
    </message>
    <message>
        <source>Only what is for this HOST:PORT</source>
        <translation>このHOST:PORTあてのものだけ</translation>
    </message>
    <message>
        <source>The queue is being drained.</source>
        <translation>一括再送を開始しました。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be read: %2.</source>
        <translation>「%1」を読み取れません: %2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is larger than %2.</source>
        <translation>「%1」は%2を超えています。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is empty.</source>
        <translation>「%1」は空です。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>The gateway&apos;s reply</source>
        <translation>ゲートウェイの応答</translation>
    </message>
    <message>
        <source>Send messages through the gateway&apos;s own SMTP port</source>
        <translation>ゲートウェイ自身のSMTPポートからメールを送る</translation>
    </message>
    <message>
        <source>Message files; their line ends become CRLF</source>
        <translation>メールのファイル (改行はCRLFに変換されます)</translation>
    </message>
    <message>
        <source>The reverse-path; &lt;&gt; for none</source>
        <translation>リバースパス (なしの場合は&lt;&gt;)</translation>
    </message>
    <message>
        <source>The recipients</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>No gateway is known here. %1</source>
        <translation>ここにゲートウェイはありません。%1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not JSON: %2 at octet %3.</source>
        <translation>「%1」はJSONではありません: %2 (%3オクテット目)。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a JSON object.</source>
        <translation>「%1」はJSONオブジェクトではありません。</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>ドメイン</translation>
    </message>
    <message>
        <source>the gateway&apos;s default</source>
        <translation>ゲートウェイの既定</translation>
    </message>
    <message>
        <source>No domain is set up.</source>
        <translation>ドメインは設定されていません。</translation>
    </message>
    <message>
        <source>The domains whose mail is taken</source>
        <translation>メールを受け付けるドメイン</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Add a domain, or replace what is set for it</source>
        <translation>ドメインを追加または置き換える</translation>
    </message>
    <message>
        <source>Such as example.com</source>
        <translation>example.comなど</translation>
    </message>
    <message>
        <source>HOST:PORT of its mail server</source>
        <translation>そのメールサーバのHOST:PORT</translation>
    </message>
    <message>
        <source>Mail for %1 is taken.</source>
        <translation>%1あてのメールを受け付けます。</translation>
    </message>
    <message>
        <source>Take no more mail for a domain</source>
        <translation>ドメインのメールの受け付けをやめる</translation>
    </message>
    <message>
        <source>Mail for %1 is refused.</source>
        <translation>%1あてのメールを拒否します。</translation>
    </message>
    <message>
        <source>A JSON document</source>
        <translation>JSON文書</translation>
    </message>
    <message>
        <source>What happens to which mail</source>
        <translation>どのメールをどう処理するか</translation>
    </message>
    <message>
        <source>The policy document in force</source>
        <translation>適用中のポリシー文書</translation>
    </message>
    <message>
        <source>Check a document without applying it</source>
        <translation>適用せずに文書を確認する</translation>
    </message>
    <message>
        <source>The policy is sound.</source>
        <translation>ポリシーに問題はありません。</translation>
    </message>
    <message>
        <source>Put a document in force</source>
        <translation>文書を適用する</translation>
    </message>
    <message>
        <source>Policy version %1 is in force.</source>
        <translation>ポリシー 版%1を適用しました。</translation>
    </message>
    <message>
        <source>Why, for the history</source>
        <translation>履歴に残す理由</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be written: %2.</source>
        <translation>「%1」に書き込めません: %2。</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>%1に書き込みました。</translation>
    </message>
    <message>
        <source>Write the document</source>
        <translation>文書を書き出す</translation>
    </message>
    <message>
        <source>A file that does not exist yet; standard output without</source>
        <translation>まだ存在しないファイル (省略時は標準出力)</translation>
    </message>
    <message>
        <source>Imported.</source>
        <translation>取り込みました。</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>異常</translation>
    </message>
    <message>
        <source>Could not tell</source>
        <translation>判定できません</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>%1, %2 signatures</source>
        <translation>%1、シグネチャ%2件</translation>
    </message>
    <message>
        <source> (test signatures only)</source>
        <translation> (テスト用シグネチャのみ)</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> (%1)</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>ゲートウェイ</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1 (バージョン %2)</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>モード</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>試用</translation>
    </message>
    <message>
        <source>service</source>
        <translation>運用</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Running since</source>
        <translation>起動日時</translation>
    </message>
    <message>
        <source>SMTP</source>
        <translation>SMTP</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>応答あり</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>Mail now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>%1 a minute, %2 in the median, %3 connections</source>
        <translation>毎分%1通、中央値%2、接続%3件</translation>
    </message>
    <message>
        <source>Mail today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>%1, of these %2 stopped</source>
        <translation>%1通 (うち%2通を阻止)</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>%1 in the queue, %2 in quarantine</source>
        <translation>キュー%1通、隔離%2通</translation>
    </message>
    <message>
        <source>Virus scanner</source>
        <translation>ウイルス検索</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>サンドボックス</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>ポリシー</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版%1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>No TLS session is on record.</source>
        <translation>TLSセッションの記録はありません。</translation>
    </message>
    <message>
        <source>No certificate is in use.</source>
        <translation>使用中の証明書はありません。</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>発行者</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>自己署名</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有効期間</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1から%2まで</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>フィンガープリント</translation>
    </message>
    <message>
        <source>How the gateway is</source>
        <translation>ゲートウェイの状態</translation>
    </message>
    <message>
        <source>TLS sessions and certificates</source>
        <translation>TLSセッションと証明書</translation>
    </message>
    <message>
        <source>The TLS sessions, newest first</source>
        <translation>TLSセッションの一覧 (新しい順)</translation>
    </message>
    <message>
        <source>The certificates in use</source>
        <translation>使用中の証明書</translation>
    </message>
    <message>
        <source>Read the certificate files anew</source>
        <translation>証明書ファイルを読み直す</translation>
    </message>
    <message>
        <source>The certificates were read anew.</source>
        <translation>証明書を読み直しました。</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>サンプル</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>期待</translation>
    </message>
    <message>
        <source>There are samples in a trial only.</source>
        <translation>サンプルがあるのは試用のときだけです。</translation>
    </message>
    <message>
        <source>There is no sample &quot;%1&quot;.</source>
        <translation>サンプル「%1」はありません。</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Nothing spoke against it.</source>
        <translation>問題となるものはありませんでした。</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>WRONG</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>The test mailbox is empty.</source>
        <translation>テストメールボックスは空です。</translation>
    </message>
    <message>
        <source>The ready-made messages of a trial</source>
        <translation>試用のためのサンプルメール</translation>
    </message>
    <message>
        <source>Send them and see whether the right thing happens</source>
        <translation>送信して、期待どおりに処理されるか確認する</translation>
    </message>
    <message>
        <source>The test mailbox of a trial</source>
        <translation>試用のテストメールボックス</translation>
    </message>
    <message>
        <source>What has arrived, newest first</source>
        <translation>届いたメールの一覧 (新しい順)</translation>
    </message>
    <message>
        <source>One mail with its source</source>
        <translation>1通のメールとそのソース</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>配信済み</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>キュー</translation>
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
        <source>Reported back</source>
        <translation>DSN送信</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>期限切れ</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>正常</translation>
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
        <source>Unscannable</source>
        <translation>検索不能</translation>
    </message>
    <message>
        <source>Virus</source>
        <translation>ウイルス</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通過</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>stopped here</source>
        <translation>ここで停止</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到達</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
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
        <source>no sender</source>
        <translation>差出人なし</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 ほか%2件</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>in the clear</source>
        <translation>平文</translation>
    </message>
    <message>
        <source>Judge messages on this computer, without a gateway</source>
        <translation>このコンピュータでメールを判定する (ゲートウェイ不要)</translation>
    </message>
    <message>
        <source>Message files, and directories of them</source>
        <translation>メールのファイルまたはディレクトリ</translation>
    </message>
    <message>
        <source>The address of the client that sent them</source>
        <translation>送信してきた接続元のアドレス</translation>
    </message>
    <message>
        <source>The name it gave</source>
        <translation>接続元が名乗った名前</translation>
    </message>
    <message>
        <source>Directory of virus signatures, instead of the installed ones</source>
        <translation>ウイルスシグネチャのディレクトリ (インストール済みのものの代わり)</translation>
    </message>
    <message>
        <source>The scan workers did not start in time.</source>
        <translation>検索プロセスが時間内に起動しませんでした。</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2.</source>
        <translation>「%1」を読み込めません: %2。</translation>
    </message>
    <message>
        <source>“%1” is no IP address.</source>
        <translation>「%1」はIPアドレスではありません。</translation>
    </message>
    <message>
        <source>“%1” holds no zones: %2.</source>
        <translation>「%1」にはゾーンの情報がありません: %2。</translation>
    </message>
    <message>
        <source>Find out who vouches for a message, without a gateway</source>
        <translation>メールの送信ドメイン認証を行う (ゲートウェイは不要)</translation>
    </message>
    <message>
        <source>The message</source>
        <translation>メールのファイル</translation>
    </message>
    <message>
        <source>The address of the client that sent it</source>
        <translation>送信したクライアントのアドレス</translation>
    </message>
    <message>
        <source>JSON file of zones to use in the place of the DNS: nothing leaves this machine</source>
        <translation>DNSの代わりに使うゾーンのJSONファイル (外部への問い合わせは行われません)</translation>
    </message>
    <message>
        <source>ADDRESS:PORT of a name server to ask</source>
        <translation>問い合わせるネームサーバのADDRESS:PORT</translation>
    </message>
    <message>
        <source>The time of receipt in UNIX seconds; now without it</source>
        <translation>受信時刻 (UNIX秒、省略時は現在)</translation>
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
        <source>Source</source>
        <translation>取得元</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>No recipient is listed.</source>
        <translation>登録されている受信者はありません。</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>登録</translation>
    </message>
    <message>
        <source>Reply now</source>
        <translation>現在の応答</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>メールボックス</translation>
    </message>
    <message>
        <source>Other addresses</source>
        <translation>ほかのアドレス</translation>
    </message>
    <message>
        <source>New</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Gone</source>
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
        <source>Nothing has been read yet.</source>
        <translation>まだ読み込みは行われていません。</translation>
    </message>
    <message>
        <source>Names tried</source>
        <translation>試された宛先</translation>
    </message>
    <message>
        <source>Last ones</source>
        <translation>最近のもの</translation>
    </message>
    <message>
        <source></source>
        <translation></translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Nobody has tried out names in the last hour.</source>
        <translation>過去1時間に、宛先を探る接続はありません。</translation>
    </message>
    <message>
        <source>Who the recipients are, and from where that is known</source>
        <translation>受信者とその取得元</translation>
    </message>
    <message>
        <source>Part of an address, a name or a group</source>
        <translation>アドレス、名前、またはグループの一部</translation>
    </message>
    <message>
        <source>In this domain</source>
        <translation>このドメインのもの</translation>
    </message>
    <message>
        <source>From this source</source>
        <translation>この取得元のもの</translation>
    </message>
    <message>
        <source>What is known of an address, and what a sender is answered</source>
        <translation>アドレスの登録状況と、送信側への応答</translation>
    </message>
    <message>
        <source>Such as alice@example.com</source>
        <translation>例: alice@example.com</translation>
    </message>
    <message>
        <source>The last readings of all sources, newest first</source>
        <translation>すべての取得元の読み込み履歴 (新しい順)</translation>
    </message>
    <message>
        <source>Clients that try out which recipients there are</source>
        <translation>宛先を探っている接続元</translation>
    </message>
    <message>
        <source>what is sent</source>
        <translation>送信されたファイル</translation>
    </message>
    <message>
        <source>There is no source &quot;%1&quot;.</source>
        <translation>取得元「%1」はありません。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>Last good</source>
        <translation>最終取得</translation>
    </message>
    <message>
        <source>never</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>is being read</source>
        <translation>読み込み中</translation>
    </message>
    <message>
        <source>No source is set up; recipients are those typed in for the domains.</source>
        <translation>取得元は設定されていません。受信者は、ドメインに入力されたものだけです。</translation>
    </message>
    <message>
        <source>The source %1 is set up.</source>
        <translation>取得元%1を設定しました。</translation>
    </message>
    <message>
        <source>Add a source, or replace what is set for it</source>
        <translation>取得元を追加または置き換える</translation>
    </message>
    <message>
        <source>Its name here: lower-case letters, digits and hyphens</source>
        <translation>取得元の名前 (英小文字、数字、ハイフン)</translation>
    </message>
    <message>
        <source>ldap unless told otherwise</source>
        <translation>種類 (省略時はldap)</translation>
    </message>
    <message>
        <source>HOST or HOST:PORT of a directory server; the next is asked where one does not answer</source>
        <translation>ディレクトリサーバのHOSTまたはHOST:PORT (応答がなければ次のサーバに問い合わせます)</translation>
    </message>
    <message>
        <source>What kind of directory</source>
        <translation>ディレクトリの種類</translation>
    </message>
    <message>
        <source>starttls unless told otherwise</source>
        <translation>接続の保護 (省略時はstarttls)</translation>
    </message>
    <message>
        <source>Do not verify the server&apos;s certificate</source>
        <translation>サーバ証明書を検証しない</translation>
    </message>
    <message>
        <source>The company&apos;s own CA, a file on the gateway&apos;s machine</source>
        <translation>社内認証局の証明書 (ゲートウェイのマシン上のファイル)</translation>
    </message>
    <message>
        <source>Account that may read the directory</source>
        <translation>ディレクトリの読み取りに使うアカウント</translation>
    </message>
    <message>
        <source>File with its password; - for standard input; without, the stored one stays</source>
        <translation>パスワードのファイル (-は標準入力。省略時は保存済みのものを使います)</translation>
    </message>
    <message>
        <source>Where the recipients are: DC=example,DC=com</source>
        <translation>受信者の検索ベース (例: DC=example,DC=com)</translation>
    </message>
    <message>
        <source>Which objects are recipients; that of the preset without</source>
        <translation>受信者とするオブジェクトのフィルタ (省略時はプリセットのもの)</translation>
    </message>
    <message>
        <source>Attribute with addresses, as often as there are</source>
        <translation>アドレスの属性 (複数指定可)</translation>
    </message>
    <message>
        <source>Attribute with the name</source>
        <translation>名前の属性</translation>
    </message>
    <message>
        <source>Attribute with the groups</source>
        <translation>グループの属性</translation>
    </message>
    <message>
        <source>Group whose members are important</source>
        <translation>重要な受信者のグループ</translation>
    </message>
    <message>
        <source>CSV, LDIF: a file on the gateway&apos;s machine that is read again and again</source>
        <translation>CSV、LDIF: 定期的に読み込む、ゲートウェイのマシン上のファイル</translation>
    </message>
    <message>
        <source>Minutes between two readings, 60 unless told otherwise; 0: only when asked to</source>
        <translation>読み込みの間隔 (分、省略時は60。0は手動のみ)</translation>
    </message>
    <message>
        <source>Percent of the recipients that may go without approval, 10 unless told otherwise</source>
        <translation>承認なしで減ってもよい受信者の割合 (%、省略時は10)</translation>
    </message>
    <message>
        <source>%1 answers: %2 recipients, %3 of no use.</source>
        <translation>%1から応答がありました: 受信者%2件、対象外%3件。</translation>
    </message>
    <message>
        <source>%1: %2 new, %3 gone, %4 changed.</source>
        <translation>%1: 追加%2件、削除%3件、変更%4件。</translation>
    </message>
    <message>
        <source>It waits for approval.</source>
        <translation>承認待ちです。</translation>
    </message>
    <message>
        <source>It is in force.</source>
        <translation>適用されています。</translation>
    </message>
    <message>
        <source>%1: %2, %3 recipients in force.</source>
        <translation>%1: %2。適用中の受信者は%3件です。</translation>
    </message>
    <message>
        <source>Read a source now, or send a CSV or LDIF file</source>
        <translation>取得元をすぐに読み込む、またはCSV・LDIFファイルを送る</translation>
    </message>
    <message>
        <source>Id of a source, or a file that ends in .csv or .ldif</source>
        <translation>取得元のID、または.csvか.ldifで終わるファイル</translation>
    </message>
    <message>
        <source>The source that the file belongs to; named as the file without</source>
        <translation>ファイルの取得元 (省略時はファイル名と同じ)</translation>
    </message>
    <message>
        <source>Wait for approval, whatever it changes</source>
        <translation>変更内容にかかわらず承認を待つ</translation>
    </message>
    <message>
        <source>Where recipients come from</source>
        <translation>受信者の取得元</translation>
    </message>
    <message>
        <source>Remove sources with their recipients</source>
        <translation>取得元とその受信者を削除する</translation>
    </message>
    <message>
        <source>What reading a source would find</source>
        <translation>取得元を試しに読み込む</translation>
    </message>
    <message>
        <source>What a reading that waits for approval would change</source>
        <translation>承認待ちの読み込みによる変更内容</translation>
    </message>
    <message>
        <source>Put what waits in force</source>
        <translation>承認待ちのものを適用する</translation>
    </message>
    <message>
        <source>Throw what waits away</source>
        <translation>承認待ちのものを破棄する</translation>
    </message>
    <message>
        <source>Thrown away; nothing has changed.</source>
        <translation>破棄しました。変更はありません。</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>取り込み済み</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>waits for approval</source>
        <translation>承認待ち</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>承認済み</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>未読み込み</translation>
    </message>
    <message>
        <source>yes, without its tag</source>
        <translation>はい (タグを除いたアドレス)</translation>
    </message>
    <message>
        <source>no; accepted and flagged</source>
        <translation>いいえ (印を付けて受信)</translation>
    </message>
    <message>
        <source>no; the domain accepts everybody</source>
        <translation>いいえ (ドメインはすべての宛先を受信)</translation>
    </message>
    <message>
        <source>no; the catch-all mailbox gets the mail</source>
        <translation>いいえ (キャッチオール用のメールボックスに配送)</translation>
    </message>
    <message>
        <source>in no list; the next hop is asked</source>
        <translation>一覧になし (配送先サーバに確認)</translation>
    </message>
    <message>
        <source>yes, but the account is switched off</source>
        <translation>はい (ただしアカウントは無効)</translation>
    </message>
    <message>
        <source>not in the part of the list that is there</source>
        <translation>不明 (読み込めない一覧があります)</translation>
    </message>
    <message>
        <source>no, the domain is none of ours</source>
        <translation>いいえ (受信対象外のドメイン)</translation>
    </message>
    <message>
        <source>typed in</source>
        <translation>手入力</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>important</source>
        <translation>重要</translation>
    </message>
    <message>
        <source>active</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>Typed mailboxes</source>
        <translation>手入力の受信者</translation>
    </message>
    <message>
        <source>A known mailbox, as often as there are, beside those of the directory</source>
        <translation>ディレクトリ以外の受信者 (複数指定可)</translation>
    </message>
    <message>
        <source>Recipients in no list: auto (refused if there is a list), off, list (refused), ask (the next hop)</source>
        <translation>一覧にない宛先: auto (一覧があれば拒否)、off (受信)、list (拒否)、ask (配送先サーバに確認)</translation>
    </message>
    <message>
        <source>Another name of the domain, as often as there are</source>
        <translation>ドメインの別名 (複数指定可)</translation>
    </message>
    <message>
        <source>Address that gets what nobody else gets</source>
        <translation>該当する受信者がない宛先のメールを受け取るアドレス</translation>
    </message>
    <message>
        <source>What sets off tags in addresses: + unless told otherwise, or none</source>
        <translation>アドレスのタグの区切り文字 (省略時は+、使わない場合はnone)</translation>
    </message>
    <message>
        <source>Accept recipients in no list, and flag them, while the list is being made</source>
        <translation>一覧の準備中は、一覧にない宛先も印を付けて受信する</translation>
    </message>
    <message>
        <source>Domains, sources of recipients and policy in one document</source>
        <translation>ドメイン、受信者の取得元、ポリシーを1つの文書で扱う</translation>
    </message>
    <message>
        <source>Replace domains, sources of recipients and policy by those of a document</source>
        <translation>ドメイン、受信者の取得元、ポリシーを文書の内容に置き換える</translation>
    </message>
    <message>
        <source>Read from</source>
        <translation>読み込み先</translation>
    </message>
    <message>
        <source>The source is removed.</source>
        <translation>取得元を削除しました。</translation>
    </message>
    <message>
        <source>allow</source>
        <translation>許可</translation>
    </message>
    <message>
        <source>block</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>%1 %2 for %3</source>
        <translation>%2を%1 (対象: %3)</translation>
    </message>
    <message>
        <source>There already: %1.</source>
        <translation>すでに登録されています: %1。</translation>
    </message>
    <message>
        <source>Contradiction: %1, and %2. The block counts.</source>
        <translation>矛盾: %1と%2。ブロックが優先されます。</translation>
    </message>
    <message>
        <source>Without effect: %1, because of %2.</source>
        <translation>無効: %1。%2があるためです。</translation>
    </message>
    <message>
        <source>Exception: where both apply, %1 counts before %2.</source>
        <translation>例外: 両方が当てはまる場合は、%2よりも%1が優先されます。</translation>
    </message>
    <message>
        <source>allow or block</source>
        <translation>allowまたはblock</translation>
    </message>
    <message>
        <source>a@example.com, *@example.com for a domain, *@*.example.com for all below it, too</source>
        <translation>a@example.com。ドメインは*@example.com、サブドメインも含める場合は*@*.example.com</translation>
    </message>
    <message>
        <source>For whose mail: a recipient or a domain of ours; everyone without</source>
        <translation>対象の受信者または自社のドメイン。省略すると全員</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>処理</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>送信者</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>登録日</translation>
    </message>
    <message>
        <source>No sender is allowed or blocked here.</source>
        <translation>許可またはブロックしている送信者はありません。</translation>
    </message>
    <message>
        <source>Nothing was changed: %1 would be added, %2 removed, %3 entries in all.</source>
        <translation>変更していません: 取り込むと、追加%1件、削除%2件、合計%3件になります。</translation>
    </message>
    <message>
        <source>%1 added, %2 removed, %3 entries in all.</source>
        <translation>追加%1件、削除%2件、合計%3件です。</translation>
    </message>
    <message>
        <source>Allow or block a sender; says what that is in conflict with</source>
        <translation>送信者を許可またはブロックします。競合する登録があれば表示します</translation>
    </message>
    <message>
        <source>Why, for whoever reads the list</source>
        <translation>登録の理由 (一覧に表示されます)</translation>
    </message>
    <message>
        <source>Added.</source>
        <translation>登録しました。</translation>
    </message>
    <message>
        <source>Take an entry off the lists</source>
        <translation>登録を削除します</translation>
    </message>
    <message>
        <source>Say what an entry would be in conflict with, without adding it</source>
        <translation>登録せずに、競合する登録だけを表示します</translation>
    </message>
    <message>
        <source>The entry is sound, and in conflict with nothing.</source>
        <translation>登録できます。競合する登録はありません。</translation>
    </message>
    <message>
        <source>The entry is sound.</source>
        <translation>登録できます。</translation>
    </message>
    <message>
        <source>Who is allowed and who is blocked</source>
        <translation>許可リストとブロックリスト</translation>
    </message>
    <message>
        <source>The entries</source>
        <translation>登録の一覧</translation>
    </message>
    <message>
        <source>Part of the sender, of whom it is for, or of the note</source>
        <translation>送信者、対象、メモのいずれかに含まれる文字列</translation>
    </message>
    <message>
        <source>Take entries from a table (CSV): action,sender,scope,note</source>
        <translation>表 (CSV: action,sender,scope,note) から登録を取り込みます</translation>
    </message>
    <message>
        <source>The table, in UTF-8</source>
        <translation>UTF-8の表</translation>
    </message>
    <message>
        <source>What is not in the table goes</source>
        <translation>表にない登録は削除します</translation>
    </message>
    <message>
        <source>Only say what it would do</source>
        <translation>変更せずに、結果の見込みだけを表示します</translation>
    </message>
    <message>
        <source>Write all entries as such a table</source>
        <translation>すべての登録を同じ形式の表に書き出します</translation>
    </message>
    <message>
        <source>%1 connections and %2 messages a minute, %3 recipients an hour</source>
        <translation>毎分%1接続・%2通、毎時%3宛先</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>受け付け</translation>
    </message>
    <message>
        <source>asked to come again</source>
        <translation>再送を求める</translation>
    </message>
    <message>
        <source>put off</source>
        <translation>一時拒否</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>speaks for</source>
        <translation>信頼</translation>
    </message>
    <message>
        <source>speaks against</source>
        <translation>拒否の根拠</translation>
    </message>
    <message>
        <source>Strictness</source>
        <translation>厳しさ</translation>
    </message>
    <message>
        <source>Harvest limit</source>
        <translation>受信者探索の上限</translation>
    </message>
    <message>
        <source>What is not known is put off</source>
        <translation>確認できないものは一時拒否</translation>
    </message>
    <message>
        <source>Greylisting</source>
        <translation>グレーリスト</translation>
    </message>
    <message>
        <source>Country file</source>
        <translation>国別アドレスのファイル</translation>
    </message>
    <message>
        <source>Unknown clients</source>
        <translation>未知の接続元</translation>
    </message>
    <message>
        <source>Known clients</source>
        <translation>実績のある接続元</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>許可した接続元</translation>
    </message>
    <message>
        <source>Block list</source>
        <translation>ブロックリスト</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>問い合わせ</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>意味</translation>
    </message>
    <message>
        <source>Counted since</source>
        <translation>集計開始</translation>
    </message>
    <message>
        <source>Connections let in</source>
        <translation>受け入れた接続</translation>
    </message>
    <message>
        <source>Refused for their rate</source>
        <translation>送信量による拒否</translation>
    </message>
    <message>
        <source>Under stress</source>
        <translation>過負荷</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>%1 entries, %2</source>
        <translation>%1件、%2</translation>
    </message>
    <message>
        <source>The DNS is asked</source>
        <translation>DNSへの問い合わせ</translation>
    </message>
    <message>
        <source>Countries are known</source>
        <translation>国の判定</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>一時拒否</translation>
    </message>
    <message>
        <source>Greylisted</source>
        <translation>再送要求</translation>
    </message>
    <message>
        <source>Warned</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>観察</translation>
    </message>
    <message>
        <source>Would be</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Were all enforced</source>
        <translation>すべて適用した場合</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>応答</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>動作中</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>問題点</translation>
    </message>
    <message>
        <source>No block list is asked.</source>
        <translation>問い合わせるブロックリストはありません。</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>ゾーン</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Terms of use</source>
        <translation>利用条件</translation>
    </message>
    <message>
        <source>%1 %2 comes before %3 %4.</source>
        <translation>%1 %2は%3 %4より優先されます。</translation>
    </message>
    <message>
        <source>The new settings are in force.</source>
        <translation>新しい設定を適用しました。</translation>
    </message>
    <message>
        <source>Change some of the settings; the others stay</source>
        <translation>設定の一部を変更します。ほかの設定はそのままです</translation>
    </message>
    <message>
        <source>give CHECK=MODE such as helo=warn; show lists the checks, modes are observe, warn and enforce</source>
        <translation>helo=warnのようにCHECK=MODEを指定してください。CHECKはshowで確認でき、MODEはobserve、warn、enforceのいずれかです</translation>
    </message>
    <message>
        <source>How much it takes to turn a client away</source>
        <translation>接続元を拒否する基準の厳しさ</translation>
    </message>
    <message>
        <source>CHECK=MODE: what a check that finds something does</source>
        <translation>CHECK=MODE: 問題を見つけた検査の動作</translation>
    </message>
    <message>
        <source>Whether new senders are asked to come again</source>
        <translation>初めての送信者に再送を求めるかどうか</translation>
    </message>
    <message>
        <source>An address, a network, a host name or a country that is let in</source>
        <translation>許可するアドレス、ネットワーク、ホスト名または国</translation>
    </message>
    <message>
        <source>One that is turned away</source>
        <translation>拒否するもの</translation>
    </message>
    <message>
        <source>Why, for those that are allowed or blocked</source>
        <translation>許可または拒否する理由</translation>
    </message>
    <message>
        <source>One that is taken off the own lists</source>
        <translation>自社の一覧から外すもの</translation>
    </message>
    <message>
        <source>The zone of a block list that is to be asked</source>
        <translation>問い合わせるブロックリストのゾーン</translation>
    </message>
    <message>
        <source>One that is not to be asked any more</source>
        <translation>問い合わせをやめるもの</translation>
    </message>
    <message>
        <source>Addresses and their countries in MaxMind&apos;s format, or none</source>
        <translation>MaxMind形式の国別アドレスのファイル、またはnone</translation>
    </message>
    <message>
        <source>Whom the gateway listens to</source>
        <translation>接続元に対する防御</translation>
    </message>
    <message>
        <source>The settings in force</source>
        <translation>適用中の設定</translation>
    </message>
    <message>
        <source>What was turned away so far, and what needs attention</source>
        <translation>これまでに拒否したものと、対応が必要なこと</translation>
    </message>
    <message>
        <source>Whether the block lists work</source>
        <translation>ブロックリストが機能しているかどうか</translation>
    </message>
    <message>
        <source>Public block lists to choose from</source>
        <translation>選択できる公開ブロックリスト</translation>
    </message>
    <message>
        <source>What would become of a client, and why</source>
        <translation>接続元がどう扱われるか、その理由</translation>
    </message>
    <message>
        <source>Its address</source>
        <translation>そのアドレス</translation>
    </message>
    <message>
        <source>What it calls itself</source>
        <translation>名乗る名前</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>確認方法</translation>
    </message>
</context>
</TS>
