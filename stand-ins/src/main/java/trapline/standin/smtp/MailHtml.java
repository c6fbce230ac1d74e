package trapline.standin.smtp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mails as HTML. Every word that came with a mail is escaped, or shut into a frame of its own. */
final class MailHtml {
    private static final Set<String> PICTURES =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final Pattern CID = Pattern.compile("(?i)cid:([^\"'\\s>)]+)");
    private static final Pattern HEAD = Pattern.compile("(?i)<head[^>]*>");
    private static final List<String> HEADERS =
            List.of("Date", "From", "To", "Subject", "Message-ID");

    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            %s<title>%s</title>
            <style>
            body { font: 16px/1.4 system-ui, sans-serif; margin: 1rem auto; max-width: 60rem; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%%; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; overflow-wrap: anywhere; }
            iframe { width: 100%%; height: 75vh; border: 1px solid #ccc; background: #fff; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f5f5; padding: 1rem; }
            </style>
            </head>
            <body>
            %s
            </body>
            </html>
            """;

    private MailHtml() {}

    static String list(List<ReceivedMail> mails, int taken) {
        var latestFirst = new ArrayList<>(mails);
        Collections.reverse(latestFirst);
        var rows = new StringBuilder();
        for (var mail : latestFirst) {
            var message = mail.message();
            var subject = message.header("Subject").filter(text -> !text.isBlank());
            rows.append(
                    "<tr><td>%d</td><td><a href=\"/mail/%d\">%s</a></td><td>%s</td><td>%s</td></tr>%n"
                            .formatted(
                                    mail.number(),
                                    mail.number(),
                                    escape(subject.orElse("(no subject)")),
                                    escape(String.join(", ", mail.recipients())),
                                    escape(message.header("Date").orElse(""))));
        }
        var table =
                rows.isEmpty()
                        ? "<p>No mail has come yet.</p>"
                        : """
                          <p>%d came, %d are kept.</p>
                          <table><thead><tr><th>No.</th><th>Subject</th><th>To</th><th>Sent</th></tr></thead>
                          <tbody>%s</tbody></table>
                          """
                                .formatted(taken, mails.size(), rows);
        var refresh = "<meta http-equiv=\"refresh\" content=\"5\">\n";
        return FRAME.formatted(refresh, "Inbox", "<h1>Inbox</h1>" + switches() + table);
    }

    private static String switches() {
        var options = new StringBuilder();
        for (var fault : SmtpFault.values()) {
            options.append("<option>%s</option>".formatted(fault));
        }
        return """
        <form method="post" action="/_faults"><label>Fault <select name="fault">
        <option value="">none: behave</option>%s</select></label>
        <label>times <input name="times" value="1" size="4"></label> <button>Switch</button></form>
        """
                .formatted(options);
    }

    static String page(ReceivedMail mail) {
        var message = mail.message();
        var rows = new StringBuilder();
        for (var name : HEADERS) {
            message.header(name)
                    .ifPresent(
                            value ->
                                    rows.append(
                                            "<tr><th>%s</th><td>%s</td></tr>"
                                                    .formatted(name, escape(value))));
        }
        var html =
                message.first("text/html").isPresent()
                        ? ("<iframe title=\"The mail\""
                                        + " sandbox=\"allow-popups allow-popups-to-escape-sandbox\""
                                        + " src=\"/mail/%d/html\"></iframe>")
                                .formatted(mail.number())
                        : "";
        var plain =
                message.first("text/plain")
                        .map(
                                part ->
                                        "<h2>Plain text</h2><pre>%s</pre>"
                                                .formatted(escape(part.text())))
                        .orElse("");
        var links =
                "<p><a href=\"/\">All mails</a> · <a href=\"/mail/%d/source\">Source</a></p>"
                        .formatted(mail.number());
        return FRAME.formatted(
                "",
                escape(mail.subject()),
                "%s<h1>%s</h1><table>%s</table><p></p>%s%s"
                        .formatted(links, escape(mail.subject()), rows, html, plain));
    }

    /** The HTML part with its pictures put in, to be served with a policy that forbids scripts. */
    static String body(ReceivedMail mail) {
        var message = mail.message();
        var html = message.first("text/html").map(MailPart::text).orElse("");
        Map<String, String> pictures = new HashMap<>();
        message.all()
                .filter(part -> PICTURES.contains(part.type()))
                .forEach(
                        part ->
                                part.contentId()
                                        .ifPresent(id -> pictures.putIfAbsent(id, data(part))));
        var shown =
                CID.matcher(html)
                        .replaceAll(
                                cid ->
                                        Matcher.quoteReplacement(
                                                pictures.getOrDefault(cid.group(1), cid.group())));
        var newWindow = "<base target=\"_blank\">";
        var head = HEAD.matcher(shown);
        return head.find() ? head.replaceFirst("$0" + newWindow) : newWindow + shown;
    }

    private static String data(MailPart picture) {
        return "data:%s;base64,%s"
                .formatted(picture.type(), Base64.getEncoder().encodeToString(picture.bytes()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
