package trapline.app.ftps;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.ftpserver.filesystem.nativefs.impl.NativeFileSystemView;
import org.apache.ftpserver.filesystem.nativefs.impl.NativeFtpFile;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An account's own root, in which files appear whole and are never overwritten. */
final class UploadFileSystem extends NativeFileSystemView {
    private static final Logger log = LoggerFactory.getLogger(UploadFileSystem.class);

    private final User user;
    private final long fileLimit;

    UploadFileSystem(User user, long fileLimit) throws FtpException {
        super(user, false);
        this.user = user;
        this.fileLimit = fileLimit;
    }

    @Override
    public boolean changeWorkingDirectory(String name) {
        var folder = (File) super.getFile(name).getPhysicalFile();
        return isInside(folder) && super.changeWorkingDirectory(name);
    }

    @Override
    public FtpFile getFile(String name) {
        var file = super.getFile(name);
        return new UploadFile(file.getAbsolutePath(), (File) file.getPhysicalFile(), user);
    }

    /** Whether no link on the way leads out of the account's root. */
    private boolean isInside(File file) {
        try {
            var home = Path.of(user.getHomeDirectory()).toRealPath();
            var existing = file.toPath().toAbsolutePath().normalize();
            while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
                existing = existing.getParent();
            }
            return existing.toRealPath().startsWith(home);
        } catch (IOException | InvalidPathException e) {
            log.debug("Not a file of {}: {}", user.getName(), file, e);
            return false;
        }
    }

    private static boolean holdsControls(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    /** One file or folder of the account. */
    final class UploadFile extends NativeFtpFile {
        private final File file;

        private UploadFile(String name, File file, User user) {
            super(name, file, user);
            this.file = file;
        }

        /** Begins to receive the file. */
        Upload begin() throws IOException {
            return Uploads.begin(file.toPath(), fileLimit);
        }

        @Override
        public OutputStream createOutputStream(long offset) throws IOException {
            throw new IOException("only STOR writes files");
        }

        @Override
        public boolean isReadable() {
            return isInside(file) && super.isReadable();
        }

        @Override
        public boolean isWritable() {
            return !holdsControls(file.getPath()) && isInside(file) && super.isWritable();
        }

        @Override
        public boolean isRemovable() {
            return isInside(file) && super.isRemovable();
        }

        /** Cameras that rename when a file is whole must succeed, also when the name is taken. */
        @Override
        public boolean move(FtpFile target) {
            var to = ((File) target.getPhysicalFile()).toPath();
            if (!isReadable() || !target.isWritable()) {
                return false;
            }
            if (file.isDirectory()) {
                return super.move(target);
            }
            try {
                Uploads.rename(file.toPath(), to);
                return true;
            } catch (IOException e) {
                log.warn("An uploaded file could not be renamed: {}", e.toString());
                return false;
            }
        }

        /** The time of a file is when it was received; what the camera says is in its EXIF. */
        @Override
        public boolean setLastModified(long time) {
            return false;
        }
    }
}
