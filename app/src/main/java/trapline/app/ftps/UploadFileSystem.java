package trapline.app.ftps;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.ftpserver.filesystem.nativefs.impl.NativeFileSystemView;
import org.apache.ftpserver.filesystem.nativefs.impl.NativeFtpFile;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;

/** An account's own root, in which files appear whole and are never overwritten. */
final class UploadFileSystem extends NativeFileSystemView {
    private final User user;
    private final long fileLimit;

    UploadFileSystem(User user, long fileLimit) throws FtpException {
        super(user, false);
        this.user = user;
        this.fileLimit = fileLimit;
    }

    @Override
    public FtpFile getFile(String name) {
        var file = super.getFile(name);
        return new UploadFile(file.getAbsolutePath(), (File) file.getPhysicalFile(), user);
    }

    /** One file or folder of the account. */
    private final class UploadFile extends NativeFtpFile {
        private final File file;

        UploadFile(String name, File file, User user) {
            super(name, file, user);
            this.file = file;
        }

        @Override
        public OutputStream createOutputStream(long offset) throws IOException {
            if (offset > 0) {
                throw new IOException("an upload cannot be resumed; send the whole file again");
            }
            if (file.getName().chars().anyMatch(Character::isISOControl)) {
                throw new IOException("the name holds control characters");
            }
            return Uploads.begin(file.toPath(), fileLimit);
        }

        /** The time of a file is when it was received; what the camera says is in its EXIF. */
        @Override
        public boolean setLastModified(long time) {
            return false;
        }
    }
}
