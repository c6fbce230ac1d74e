package trapline.api.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One point for each observation. What has no position has a null geometry, as the format says.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7946">RFC 7946</a>
 */
class GeoJsonWriter implements ExportWriter {
    private final ObjectMapper json;

    GeoJsonWriter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public ExportFormat format() {
        return ExportFormat.GEOJSON;
    }

    @Override
    public Session open(Path target, ExportContext context) throws IOException {
        var out = json.getFactory().createGenerator(target.toFile(), JsonEncoding.UTF8);
        out.writeStartObject();
        out.writeStringField("type", "FeatureCollection");
        out.writeArrayFieldStart("features");
        return new Session() {
            @Override
            public void write(ExportedCapture capture) throws IOException {
                for (var one : capture.observations()) {
                    feature(out, capture, one);
                }
            }

            @Override
            public List<String> finish() throws IOException {
                out.writeEndArray();
                out.writeEndObject();
                out.flush();
                return List.of();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    private static void feature(JsonGenerator out, ExportedCapture capture, ExportedObservation one)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "Feature");
        out.writeStringField("id", one.observationId().toString());
        var place = capture.place();
        if (place.isPresent()) {
            out.writeObjectFieldStart("geometry");
            out.writeStringField("type", "Point");
            out.writeArrayFieldStart("coordinates");
            out.writeNumber(place.get().longitude());
            out.writeNumber(place.get().latitude());
            out.writeEndArray();
            out.writeEndObject();
        } else {
            out.writeNullField("geometry");
        }
        out.writeObjectFieldStart("properties");
        var values = ObservationRow.of(capture, one);
        for (var i = 0; i < values.size(); i++) {
            var name = ObservationRow.HEADER.get(i);
            if (!values.get(i).isEmpty() && !name.endsWith("itude")) {
                out.writeStringField(name, values.get(i));
            }
        }
        out.writeEndObject();
        out.writeEndObject();
    }
}
