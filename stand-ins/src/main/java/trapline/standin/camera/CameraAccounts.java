package trapline.standin.camera;

import java.util.Map;

/** Which account a camera uploads with. */
@FunctionalInterface
public interface CameraAccounts {

    /**
     * @param camera its name, as the folder of its pictures is called
     * @throws IllegalArgumentException if there is none for this camera; the message says so
     */
    CameraAccount of(String camera);

    /** All cameras share an account, and each has a folder of its name there. */
    static CameraAccounts shared(CameraAccount account) {
        return account::below;
    }

    /** All cameras share an account and its folder. */
    static CameraAccounts one(CameraAccount account) {
        return camera -> account;
    }

    /** Each camera has an account of its own. */
    static CameraAccounts each(Map<String, CameraAccount> accounts) {
        var known = Map.copyOf(accounts);
        return camera -> {
            if (!known.containsKey(camera)) {
                throw new IllegalArgumentException("no account for the camera " + camera);
            }
            return known.get(camera);
        };
    }
}
