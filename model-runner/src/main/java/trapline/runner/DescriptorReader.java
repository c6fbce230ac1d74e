package trapline.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads descriptors, and says of a wrong one which field it is, what is wrong and what to do. */
final class DescriptorReader {
    private static final int MOST_DEPTH = 20;
    private static final Pattern MISSING =
            Pattern.compile("Missing required creator property '([^']+)'");
    private static final ObjectMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MOST_DEPTH)
                                                    .build())
                                    .build())
                    .addModule(new Jdk8Module())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private DescriptorReader() {}

    /**
     * @param source where the text comes from, for messages
     * @throws ModelUnavailable if it is no descriptor; the message names source, line and field
     */
    static ModelDescriptor read(String source, String text) {
        try (var parser = YAML.createParser(text)) {
            var unknown = KnownFields.unknown(parser, ModelDescriptor.class);
            if (unknown.isPresent()) {
                throw new ModelUnavailable(source + unknown.get());
            }
            var descriptor = YAML.readValue(text, ModelDescriptor.class);
            if (descriptor == null) {
                throw new ModelUnavailable(source + ": the file is empty.");
            }
            return descriptor;
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof ModelUnavailable own) {
                throw new ModelUnavailable(source + ": " + own.getMessage(), own);
            }
            var line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new ModelUnavailable(source + line + ": " + what(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static String what(JsonProcessingException e) {
        if (e instanceof InvalidFormatException wrong) {
            return "the field %s says %s: %s."
                    .formatted(field(wrong), wrong.getValue(), choices(wrong));
        }
        if (e instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        }
        return "this is no YAML that can be read: " + e.getOriginalMessage();
    }

    private static String choices(InvalidFormatException e) {
        var type = e.getTargetType();
        if (type != null && type.isEnum()) {
            var known = words(type);
            return Words.nearest(String.valueOf(e.getValue()), known)
                    .map("did you mean %s? Known are "::formatted)
                    .orElse("known are ")
                    .concat(String.join(", ", known));
        }
        return expected(type);
    }

    @SuppressWarnings("unchecked") // the type was seen to be an enum's
    private static List<String> words(Class<?> type) {
        return Words.all((Class<? extends Enum<?>>) type);
    }

    private static String mismatch(MismatchedInputException e) {
        var missing = MISSING.matcher(String.valueOf(e.getOriginalMessage()));
        if (missing.find()) {
            var parent = field(e);
            var name = missing.group(1);
            // Jackson's path may or may not hold the missing field itself.
            var full =
                    parent.isEmpty() || parent.equals(name) || parent.endsWith("." + name)
                            ? (parent.isEmpty() ? name : parent)
                            : parent + "." + name;
            return "the field %s is missing. Add it.".formatted(full);
        }
        var field = field(e);
        return field.isEmpty()
                ? "this is no descriptor: fields such as name, task and file are expected."
                : "the field %s is of the wrong kind: %s."
                        .formatted(field, expected(e.getTargetType()));
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "give another value";
        }
        if (type == int.class || type == Integer.class) {
            return "give a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class) {
            return "give a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "say true or false";
        }
        if (List.class.isAssignableFrom(type)) {
            return "give a list, such as [0.5, 0.5, 0.5]";
        }
        return type == String.class ? "give a text" : "give fields with a name and a value each";
    }

    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
