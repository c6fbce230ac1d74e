package trapline.delivery;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows what messages look like, on an alert that never was. */
public class AlertPreview {
    private static final UUID SOME = new UUID(0, 1);
    private static final Instant WHEN = Instant.parse("2026-03-01T04:12:00Z");

    private final AlertTemplates templates;
    private final Vocabulary vocabulary;

    public AlertPreview(AlertTemplates templates, Vocabulary vocabulary) {
        this.templates = templates;
        this.vocabulary = vocabulary;
    }

    /**
     * @param kind one of {@link AlertTemplates#KINDS}
     * @param language one of {@link Words#LANGUAGES}
     */
    public String render(String kind, String language) {
        var text =
                new AlertText(
                        dispatch(),
                        Optional.of(URI.create("https://trapline.example.org")),
                        vocabulary.in(language),
                        ChannelPolicy.Position.EXACT);
        return templates.render(kind, language, AlertModel.of(text, text.facts()));
    }

    private static Dispatch dispatch() {
        return new Dispatch(
                new Delivery(SOME, SOME, SOME, "preview", "nobody", Delivery.State.DUE),
                SOME,
                SOME,
                "leopards-at-night",
                "leopard, Panthera pardus",
                2,
                0.93,
                WHEN,
                WHEN,
                WHEN,
                ZoneId.of("Africa/Nairobi"),
                "NG-04 <north>",
                Optional.of("North Gate & Pond"),
                Optional.of(-1.5921),
                Optional.of(35.4312),
                List.of(
                        new Dispatch.Seen(
                                "animal",
                                0.93,
                                Optional.of("leopard"),
                                List.of(0.1, 0.2, 0.3, 0.4))),
                SOME,
                1,
                1,
                WHEN,
                true);
    }
}
