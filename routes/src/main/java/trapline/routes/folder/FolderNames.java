package trapline.routes.folder;

/** Tells account and camera's own path apart, where each account has a folder. */
public class FolderNames {

    /** The account that owns the folder; null where folders do not stand for accounts. */
    public String account(String path, boolean accountFolders) {
        var slash = path.indexOf('/');
        return accountFolders && slash > 0 ? path.substring(0, slash) : null;
    }

    /** What the camera called the file. */
    public String path(String path, boolean accountFolders) {
        var slash = path.indexOf('/');
        return accountFolders && slash > 0 ? path.substring(slash + 1) : path;
    }
}
