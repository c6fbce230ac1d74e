package trapline.api.delivery;

import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import trapline.delivery.CapChannel;
import trapline.delivery.CapDocument;

/**
 * Writes the feed of a channel (RFC 4287, pages as in RFC 5005), with what a reader chooses by as
 * elements of CAP in each entry.
 */
final class CapFeed {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String CAP = "urn:oasis:names:tc:emergency:cap:1.2";

    private final XMLOutputFactory factory = XMLOutputFactory.newFactory();

    /**
     * Which part of the feed is written.
     *
     * @param after the last document of the page before
     */
    record Place(Optional<UUID> project, Optional<String> after, boolean hasMore) {}

    /** Stands for exactly this text. */
    static String etag(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    String atom(CapChannel channel, List<CapDocument> documents, Place place) {
        var text = new StringWriter();
        var base = base(channel);
        try {
            var xml = factory.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(ATOM);
            xml.writeNamespace("cap", CAP);
            element(xml, "id", "urn:trapline:cap:" + channel.channelId());
            element(xml, "title", "Trapline: " + channel.channelId());
            element(xml, "updated", updated(documents));
            xml.writeStartElement("author");
            element(xml, "name", channel.header().sender());
            xml.writeEndElement();
            link(xml, "self", "application/atom+xml", page(base, place.project(), place.after()));
            if (place.hasMore()) {
                var last = documents.get(documents.size() - 1).identifier();
                link(
                        xml,
                        "next",
                        "application/atom+xml",
                        page(base, place.project(), Optional.of(last)));
            }
            for (var document : documents) {
                entry(xml, base, document);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void entry(XMLStreamWriter xml, String base, CapDocument document)
            throws XMLStreamException {
        var summary = document.summary();
        xml.writeStartElement("entry");
        element(xml, "id", "urn:trapline:cap:" + document.identifier());
        element(xml, "title", summary.headline());
        element(xml, "updated", document.sent().at().toString());
        element(xml, "published", document.sent().at().toString());
        link(
                xml,
                "alternate",
                "application/cap+xml",
                "%s/%s.xml".formatted(base, document.identifier()));
        element(xml, "summary", "%s: %s".formatted(document.type().word(), summary.headline()));
        cap(xml, "status", summary.status());
        cap(xml, "msgType", document.type().word());
        cap(xml, "event", summary.event());
        cap(xml, "urgency", summary.urgency());
        cap(xml, "severity", summary.severity());
        cap(xml, "certainty", summary.certainty());
        cap(xml, "expires", document.expiresAt().toString());
        if (!summary.area().isBlank()) {
            cap(xml, "areaDesc", summary.area());
        }
        xml.writeEndElement();
    }

    /** Where people reach this server, else a path from its root. */
    private static String base(CapChannel channel) {
        return channel.consoleUrl().map(URI::toString).orElse("").replaceAll("/+$", "")
                + "/api/cap/"
                + channel.channelId();
    }

    private static String page(String base, Optional<UUID> project, Optional<String> after) {
        var query =
                project.map(id -> "&project=" + id).orElse("")
                        + after.map(id -> "&after=" + id).orElse("");
        return base + "/feed.atom" + (query.isEmpty() ? "" : "?" + query.substring(1));
    }

    private static String updated(List<CapDocument> documents) {
        return documents.stream()
                .map(document -> document.sent().at())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH)
                .toString();
    }

    private static void link(XMLStreamWriter xml, String rel, String type, String href)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", href);
    }

    private static void cap(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        xml.writeStartElement("cap", name, CAP);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }
}
