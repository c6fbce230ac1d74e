package trapline.standin.cap;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Says what is wrong with a CAP 1.2 document: by its schema, and by the rules in its prose. */
public final class CapCheck {
    /** The namespace of the protocol. */
    public static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

    private final Schema schema;

    public CapCheck() {
        try {
            var schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file,jar:file,jar:nested");
            schema = schemas.newSchema(CapCheck.class.getResource("cap-1.2.xsd"));
        } catch (SAXException e) {
            throw new IllegalStateException("the schema of CAP cannot be read", e);
        }
    }

    /** Thrown with what is wrong. */
    public static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String what) {
            super(what);
        }
    }

    /** Reads a document that keeps to every rule. */
    public Document read(String xml) throws Invalid {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            var document = builder.parse(new InputSource(new StringReader(xml)));
            var validator = schema.newValidator();
            validator.setErrorHandler(new Strict());
            validator.validate(new DOMSource(document));
            prose(document.getDocumentElement());
            return document;
        } catch (SAXException e) {
            throw new Invalid(e.getMessage());
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform reads XML from memory", e);
        }
    }

    private static void prose(Element alert) throws Invalid {
        var type = text(alert, "msgType").orElse("");
        demand(
                type.equals("Alert") || text(alert, "references").isPresent(),
                "%s without references".formatted(type));
        for (var reference : text(alert, "references").orElse("").split(" ")) {
            demand(
                    reference.isEmpty() || reference.split(",").length == 3,
                    "a reference is not sender,identifier,sent: " + reference);
        }
        var scope = text(alert, "scope").orElse("");
        demand(
                !scope.equals("Restricted") || text(alert, "restriction").isPresent(),
                "Restricted without restriction");
        demand(
                !scope.equals("Private") || text(alert, "addresses").isPresent(),
                "Private without addresses");
        demand(
                type.equals("Ack")
                        || alert.getElementsByTagNameNS(NAMESPACE, "info").getLength() > 0,
                "no info");
        var all = alert.getElementsByTagNameNS(NAMESPACE, "*");
        for (var i = 0; i < all.getLength(); i++) {
            var element = (Element) all.item(i);
            demand(!element.getTextContent().isBlank(), element.getLocalName() + " is empty");
            if (element.getLocalName().equals("polygon")) {
                var pairs = element.getTextContent().split(" ");
                demand(pairs[0].equals(pairs[pairs.length - 1]), "the polygon is not closed");
            }
        }
    }

    private static void demand(boolean holds, String otherwise) throws Invalid {
        if (!holds) {
            throw new Invalid(otherwise);
        }
    }

    /** The text of the first element of this name. */
    public static Optional<String> text(Element in, String name) {
        var found = in.getElementsByTagNameNS(NAMESPACE, name);
        return found.getLength() == 0
                ? Optional.empty()
                : Optional.of(found.item(0).getTextContent());
    }

    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
