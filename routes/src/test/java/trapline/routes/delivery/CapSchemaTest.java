package trapline.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;
import trapline.alert.AlertDetails;
import trapline.delivery.AlertTemplates;
import trapline.delivery.CapChannel;
import trapline.delivery.CapChannel.Audience;
import trapline.delivery.CapDocument;
import trapline.delivery.ChannelPolicy;
import trapline.delivery.Channels;
import trapline.delivery.Delivery;
import trapline.delivery.Dispatch;
import trapline.delivery.Patience;
import trapline.delivery.SpokenAlerts;
import trapline.delivery.Vocabulary;
import trapline.event.EventKind;
import trapline.event.Fact;
import trapline.event.Severity;
import trapline.standin.cap.CapCheck;

/**
 * Documents of every kind keep to CAP, whatever people, cameras and models called things. With the
 * Java property {@code trapline.cap.schema} they are held against the file it names as well, such
 * as the schema that OASIS publishes.
 */
class CapSchemaTest {
    private static final Instant SENT = Instant.parse("2026-03-01T01:12:40Z");
    private static final List<String> NAMES =
            List.of(
                    "",
                    " ",
                    "\u0000\u0007",
                    "\ufffe",
                    "\ud800",
                    "\u202e",
                    "]]> & <b>",
                    "Größe 象 🐘");

    private static final List<CapDocument.Type> TYPES = List.of(CapDocument.Type.values());
    private static final List<CapChannel> CHANNELS =
            List.of(
                    channel(
                            new Audience.Restricted("Park staff only <&>"),
                            CapChannel.Status.TEST,
                            List.of("en", "nl", "fr")),
                    channel(
                            new Audience.Everybody(),
                            CapChannel.Status.ACTUAL,
                            List.of("es", "de")),
                    channel(
                            new Audience.Only(List.of("control room", "a@park.example")),
                            CapChannel.Status.EXERCISE,
                            List.of("sw", "pt")));
    private static final List<Optional<CapInfos.Shown>> PICTURES = pictures();

    private final CapInfos infos =
            new CapInfos(new SpokenAlerts(new Channels(), new AlertTemplates(), new Vocabulary()));
    private final CapXml xml = new CapXml();
    private final CapCheck check = new CapCheck();
    private final Optional<Schema> published = published();

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void areValidInEverySeverityTypeLanguagePositionAndAudience(EventKind kind) throws Exception {
        for (var severity : Severity.values()) {
            for (var t = 0; t < TYPES.size(); t++) {
                for (var leaving : ChannelPolicy.Position.values()) {
                    for (var i = 0; i < CHANNELS.size(); i++) {
                        isValid(
                                CHANNELS.get(i),
                                about(kind, severity, "leopard", "Lang'ata 北門 بوابة", "UTC"),
                                TYPES.get(t),
                                leaving,
                                PICTURES.get((i + t) % PICTURES.size()));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void areValidWhateverThingsAreCalled(String label, String place) throws Exception {
        for (var kind : List.of(EventKind.SIGHTING, EventKind.CAMERA)) {
            isValid(
                    CHANNELS.get(0),
                    about(kind, Severity.WARNING, label, place, "Africa/Nairobi"),
                    CapDocument.Type.UPDATE,
                    ChannelPolicy.Position.ROUNDED,
                    PICTURES.get(1));
        }
    }

    static Stream<Arguments> names() {
        return NAMES.stream()
                .flatMap(label -> NAMES.stream().map(place -> Arguments.of(label, place)));
    }

    @ParameterizedTest
    @CsvSource({"+18:00", "-15:30", "+14:00", "-00:00:30", "Asia/Kathmandu", "America/St_Johns"})
    void areValidByEveryClock(String zone) throws Exception {
        isValid(
                CHANNELS.get(0),
                about(EventKind.SIGHTING, Severity.INFO, "hyena", "Gate", zone),
                CapDocument.Type.ALERT,
                ChannelPolicy.Position.EXACT,
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"90, 180", "-90, -180", "0, 0", "-0.00001, 179.99999", "12.5, -179.98"})
    void areValidEverywhereOnEarth(double latitude, double longitude) throws Exception {
        for (var leaving : ChannelPolicy.Position.values()) {
            isValid(
                    CHANNELS.get(0),
                    at(Optional.of(latitude), Optional.of(longitude)),
                    CapDocument.Type.UPDATE,
                    leaving,
                    Optional.empty());
        }
        isValid(
                CHANNELS.get(0),
                at(Optional.empty(), Optional.empty()),
                CapDocument.Type.UPDATE,
                ChannelPolicy.Position.EXACT,
                Optional.empty());
    }

    @Test
    void areFoundInvalidWhenTheyAre() {
        assertThat(wrong("<alert xmlns='%s'/>".formatted(CapXml.NAMESPACE))).isTrue();
    }

    private boolean wrong(String text) {
        try {
            check.read(text);
            return false;
        } catch (CapCheck.Invalid e) {
            return true;
        }
    }

    private void isValid(
            CapChannel channel,
            Dispatch dispatch,
            CapDocument.Type type,
            ChannelPolicy.Position leaving,
            Optional<CapInfos.Shown> shown)
            throws Exception {
        var sent = CapXml.time(SENT.atZone(ZoneOffset.UTC));
        var head =
                new CapXml.Head(
                        "trapline.%s.2".formatted(dispatch.delivery().deliveryId()),
                        channel.header().status(),
                        type,
                        sent,
                        Optional.of(dispatch.cameraName()),
                        Optional.of("The event is over."),
                        type == CapDocument.Type.ALERT
                                ? List.of()
                                : List.of("traps@park.example,trapline.1," + sent),
                        Optional.of(dispatch.eventId().toString()));
        var text =
                xml.write(channel, head, infos.of(channel, dispatch, type, SENT, leaving, shown));
        check.read(text);
        if (published.isPresent()) {
            published.get().newValidator().validate(new StreamSource(new StringReader(text)));
        }
    }

    private static Dispatch at(Optional<Double> latitude, Optional<Double> longitude) {
        return dispatch(
                EventKind.SIGHTING, Severity.INFO, "hyena", "Gate", "UTC", latitude, longitude);
    }

    private static Dispatch about(
            EventKind kind, Severity severity, String label, String place, String zone) {
        return dispatch(
                kind, severity, label, place, zone, Optional.of(-1.59213), Optional.of(35.43871));
    }

    private static Dispatch dispatch(
            EventKind kind,
            Severity severity,
            String label,
            String place,
            String zone,
            Optional<Double> latitude,
            Optional<Double> longitude) {
        var id = UUID.fromString("018f0000-0000-7000-8000-000000000001");
        var details =
                new AlertDetails(
                        kind,
                        severity,
                        kind == EventKind.SIGHTING ? Optional.empty() : Optional.of(label),
                        List.of(new Fact(label, place)),
                        List.of(),
                        3,
                        2,
                        "open",
                        Optional.of(place),
                        Optional.empty());
        return new Dispatch(
                new Delivery(id, id, id, "cap", "", Delivery.State.DUE),
                id,
                Optional.of(id),
                "a-rule",
                label,
                2,
                0.91,
                SENT,
                SENT,
                SENT,
                ZoneId.of(zone),
                place,
                Optional.of(place),
                latitude,
                longitude,
                List.of(),
                id,
                1,
                1,
                SENT,
                true,
                details,
                Dispatch.Course.BEGIN);
    }

    private static List<Optional<CapInfos.Shown>> pictures() {
        var jpeg = new byte[] {1, 2, 3};
        return List.of(
                Optional.empty(),
                Optional.of(
                        new CapInfos.Shown(
                                jpeg, Optional.of("https://park.example/api/cap/a/1.jpg"), false)),
                Optional.of(new CapInfos.Shown(jpeg, Optional.empty(), true)));
    }

    private static CapChannel channel(
            Audience audience, CapChannel.Status status, List<String> languages) {
        return new CapChannel(
                "cap",
                new CapChannel.Header("traps@park.example", status, audience),
                languages,
                Duration.ofHours(6),
                CapChannel.Pictures.LINKED,
                Optional.empty(),
                Optional.of(URI.create("https://park.example/trap/")),
                Duration.ofSeconds(1),
                Patience.DEFAULT);
    }

    private static Optional<Schema> published() {
        return Optional.ofNullable(System.getProperty("trapline.cap.schema"))
                .map(
                        file -> {
                            try {
                                return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                                        .newSchema(new File(file));
                            } catch (SAXException e) {
                                throw new IllegalArgumentException("no schema: " + file, e);
                            }
                        });
    }
}
