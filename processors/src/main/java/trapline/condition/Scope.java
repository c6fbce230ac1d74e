package trapline.condition;

import java.util.Collections;
import java.util.Set;
import trapline.camera.Camera;

/**
 * Which cameras a rule is about. Empty sets mean "any".
 *
 * @param cameras device ids or names
 * @param sites site names
 * @param tags of the camera; one of them is enough
 */
public record Scope(Set<String> cameras, Set<String> sites, Set<String> tags) {
    public static final Scope ALL = new Scope(Set.of(), Set.of(), Set.of());

    public Scope {
        cameras = Set.copyOf(cameras);
        sites = Set.copyOf(sites);
        tags = Set.copyOf(tags);
    }

    public boolean concerns(Camera camera) {
        var thisCamera =
                cameras.isEmpty()
                        || cameras.contains(camera.deviceId())
                        || cameras.contains(camera.name());
        var thisSite = sites.isEmpty() || camera.site().map(sites::contains).orElse(false);
        return thisCamera
                && thisSite
                && (tags.isEmpty() || !Collections.disjoint(tags, camera.tags()));
    }
}
