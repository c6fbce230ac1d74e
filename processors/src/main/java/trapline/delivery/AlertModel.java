package trapline.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An alert as templates see it: names and texts, no objects of the program. */
public final class AlertModel {

    private AlertModel() {}

    /**
     * @param facts of the text, as many as there is room for
     */
    public static Map<String, Object> of(AlertText text, List<AlertText.Fact> facts) {
        var model = new HashMap<String, Object>();
        model.put("headline", text.headline());
        model.put("subject", text.subject());
        model.put("what", text.what());
        model.put("place", text.place());
        model.put("camera", text.camera());
        model.put("time", text.time());
        model.put("position", text.position().orElse(""));
        model.put("map", text.map().map(Object::toString).orElse(""));
        model.put("more", text.more().map(Object::toString).orElse(""));
        model.put("why", text.whySent());
        model.put("repeat", text.repeated().orElse(""));
        model.put("end", text.ending().orElse(""));
        model.put("progress", text.progress().orElse(""));
        model.put("words", text.words().phrases());
        model.put(
                "facts",
                facts.stream()
                        .map(fact -> Map.of("name", fact.name(), "value", fact.value()))
                        .toList());
        return model;
    }
}
