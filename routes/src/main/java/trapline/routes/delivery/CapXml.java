package trapline.routes.delivery;

import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import trapline.delivery.CapChannel;
import trapline.delivery.CapDocument;

/** Writes CAP 1.2 documents, elements in the order of the schema; what is empty is left out. */
final class CapXml {
    static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** XML Schema knows no time that is farther from UTC. */
    private static final ZoneOffset FARTHEST = ZoneOffset.ofHours(14);

    /** Stands where CAP demands a text and there is none that can be shown. */
    private static final String NAMELESS = "?";

    private final XMLOutputFactory factory = XMLOutputFactory.newFactory();

    /**
     * What stands above the parts in languages.
     *
     * @param source who saw it; empty: nobody in particular
     * @param references to earlier documents of the same alert; none for the first
     * @param incidents what documents of one event have in common
     */
    record Head(
            String identifier,
            CapChannel.Status status,
            CapDocument.Type type,
            String sent,
            Optional<String> source,
            Optional<String> note,
            List<String> references,
            Optional<String> incidents) {}

    /** As CAP wants times: no fraction, no Z, and UTC as minus zero. */
    static String time(ZonedDateTime time) {
        var isFar = Math.abs(time.getOffset().getTotalSeconds()) > FARTHEST.getTotalSeconds();
        var known = isFar ? time.withZoneSameInstant(ZoneOffset.UTC) : time;
        var seconds = known.truncatedTo(ChronoUnit.SECONDS);
        var offset = seconds.getOffset();
        if (offset.getTotalSeconds() == 0) {
            return TIME.format(seconds) + "-00:00";
        }
        var minutes = Math.abs(offset.getTotalSeconds()) / 60;
        return "%s%s%02d:%02d"
                .formatted(
                        TIME.format(seconds),
                        offset.getTotalSeconds() < 0 ? "-" : "+",
                        minutes / 60,
                        minutes % 60);
    }

    String write(CapChannel channel, Head head, List<CapInfo> infos) {
        var text = new StringWriter();
        try {
            var xml = factory.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("alert");
            xml.writeDefaultNamespace(NAMESPACE);
            head(xml, channel.header(), head);
            for (var info : infos) {
                info(xml, info);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void head(XMLStreamWriter xml, CapChannel.Header header, Head head)
            throws XMLStreamException {
        element(xml, "identifier", head.identifier());
        element(xml, "sender", header.sender());
        element(xml, "sent", head.sent());
        element(xml, "status", head.status().word());
        element(xml, "msgType", head.type().word());
        element(xml, "source", head.source());
        element(xml, "scope", header.audience().scope());
        if (header.audience() instanceof CapChannel.Audience.Restricted restricted) {
            element(xml, "restriction", restricted.rule());
        }
        if (header.audience() instanceof CapChannel.Audience.Only only) {
            element(xml, "addresses", listed(only.addresses()));
        }
        element(xml, "note", head.note());
        element(xml, "references", String.join(" ", head.references()));
        element(xml, "incidents", head.incidents());
    }

    /** Addresses with a blank in them stand in quotes. */
    private static String listed(List<String> addresses) {
        return String.join(
                " ",
                addresses.stream()
                        .map(a -> a.contains(" ") ? '"' + a.replace("\"", "") + '"' : a)
                        .toList());
    }

    private static void info(XMLStreamWriter xml, CapInfo info) throws XMLStreamException {
        xml.writeStartElement("info");
        element(xml, "language", info.language());
        element(xml, "category", info.category());
        demanded(xml, "event", info.event());
        element(xml, "responseType", info.response());
        element(xml, "urgency", info.urgency());
        element(xml, "severity", info.severity());
        element(xml, "certainty", info.certainty());
        named(xml, "eventCode", info.codes());
        element(xml, "effective", info.effective());
        element(xml, "onset", info.onset());
        element(xml, "expires", info.expires());
        element(xml, "headline", info.headline());
        element(xml, "description", info.description());
        element(xml, "web", info.web());
        named(xml, "parameter", info.parameters());
        if (info.resource().isPresent()) {
            resource(xml, info.resource().get());
        }
        if (info.area().isPresent()) {
            area(xml, info.area().get());
        }
        xml.writeEndElement();
    }

    private static void resource(XMLStreamWriter xml, CapInfo.Resource resource)
            throws XMLStreamException {
        xml.writeStartElement("resource");
        demanded(xml, "resourceDesc", resource.description());
        element(xml, "mimeType", "image/jpeg");
        element(xml, "size", String.valueOf(resource.size()));
        element(xml, "uri", resource.uri());
        element(xml, "derefUri", resource.content());
        element(xml, "digest", resource.digest());
        xml.writeEndElement();
    }

    private static void area(XMLStreamWriter xml, CapInfo.Area area) throws XMLStreamException {
        xml.writeStartElement("area");
        demanded(xml, "areaDesc", area.description());
        element(xml, "polygon", area.polygon());
        element(xml, "circle", area.circle());
        xml.writeEndElement();
    }

    private static void named(XMLStreamWriter xml, String name, List<CapInfo.Named> values)
            throws XMLStreamException {
        for (var value : values) {
            if (!legal(value.value()).isBlank()) {
                xml.writeStartElement(name);
                element(xml, "valueName", value.name());
                element(xml, "value", value.value());
                xml.writeEndElement();
            }
        }
    }

    private static void demanded(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        element(xml, name, legal(value).isBlank() ? NAMELESS : value);
    }

    private static void element(XMLStreamWriter xml, String name, Optional<String> value)
            throws XMLStreamException {
        if (value.isPresent()) {
            element(xml, name, value.get());
        }
    }

    private static void element(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        var text = legal(value);
        if (!text.isBlank()) {
            xml.writeStartElement(name);
            xml.writeCharacters(text);
            xml.writeEndElement();
        }
    }

    /** Without the characters that XML 1.0 cannot hold, such as halves of a pair. */
    static String legal(String text) {
        return text.codePoints()
                .filter(
                        c ->
                                c == '\t'
                                        || c == '\n'
                                        || (c >= 0x20 && c <= 0xd7ff)
                                        || (c >= 0xe000 && c <= 0xfffd)
                                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
