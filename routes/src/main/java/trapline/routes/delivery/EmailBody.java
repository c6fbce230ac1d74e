package trapline.routes.delivery;

import java.net.URI;
import java.util.Optional;
import trapline.delivery.AlertText;

/** A mail's HTML: one table and styles on the elements, which old mail programs show too. */
final class EmailBody {
    /** The Content-ID of the picture. */
    static final String PICTURE = "picture";

    private static final String FRAME =
            """
            <!DOCTYPE html>
            <html lang="%5$s"><head><meta charset="UTF-8"><title>%1$s</title></head>
            <body style="margin:0;background:#f3f4f1">
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0"><tr><td align="center">
            <table role="presentation" width="640" cellpadding="16" cellspacing="0" \
            style="max-width:100%%;background:#ffffff;font-family:Arial,Helvetica,sans-serif;color:#1d2a1f">
            <tr><td style="font-size:22px;font-weight:bold">%1$s</td></tr>
            %2$s<tr><td style="font-size:15px;line-height:1.6">
            %3$s</td></tr>
            <tr><td style="font-size:12px;color:#5b665d">%4$s</td></tr>
            </table></td></tr></table></body></html>
            """;

    private static final String IMAGE =
            """
            <tr><td style="padding:0"><img src="cid:%s" width="640" \
            style="max-width:100%%;height:auto;display:block" alt="%s"></td></tr>
            """;

    private EmailBody() {}

    /** Where a reader answers: pages that act only when their button is pressed. */
    record Answers(URI acknowledge, URI unsubscribe) {}

    static String html(AlertText text, Optional<Answers> answers, boolean withPicture) {
        var facts = new StringBuilder();
        text.ending().ifPresent(end -> facts.append("%s<br>%n".formatted(escape(end))));
        for (var fact : text.facts()) {
            facts.append("<b>%s:</b> %s<br>\n".formatted(fact.name(), escape(fact.value())));
        }
        text.map().ifPresent(url -> facts.append(link(url, text.words().phrase("showOnMap"))));
        text.more().ifPresent(url -> facts.append(link(url, text.words().phrase("seeMore"))));
        answers.ifPresent(
                to -> {
                    facts.append(link(to.acknowledge(), text.words().phrase("acknowledge")));
                    facts.append(link(to.unsubscribe(), text.words().phrase("unsubscribe")));
                });
        var picture = withPicture ? IMAGE.formatted(PICTURE, escape(text.pictureText())) : "";
        return FRAME.formatted(
                escape(text.headline()),
                picture,
                facts,
                escape(text.whySent()),
                text.words().language());
    }

    private static String link(URI url, String words) {
        return "<a href=\"%s\" style=\"color:#1b6b3a\">%s</a><br>\n"
                .formatted(escape(url.toString()), words);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
