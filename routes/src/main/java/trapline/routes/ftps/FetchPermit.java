package trapline.routes.ftps;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.commons.net.ftp.FTPFile;

/**
 * Asks before each file of a round whether to fetch it, in the place where camel-file would lock
 * it: when one could not be taken in, the others need not be fetched either. It locks nothing.
 */
abstract class FetchPermit implements GenericFileExclusiveReadLockStrategy<FTPFile> {

    /** Whether files may be fetched now. */
    abstract boolean isOpen();

    @Override
    public boolean acquireExclusiveReadLock(
            GenericFileOperations<FTPFile> operations,
            GenericFile<FTPFile> file,
            Exchange exchange) {
        return isOpen();
    }

    @Override
    public void prepareOnStartup(
            GenericFileOperations<FTPFile> operations, GenericFileEndpoint<FTPFile> endpoint) {}

    @Override
    public void releaseExclusiveReadLockOnAbort(
            GenericFileOperations<FTPFile> operations,
            GenericFile<FTPFile> file,
            Exchange exchange) {}

    @Override
    public void releaseExclusiveReadLockOnRollback(
            GenericFileOperations<FTPFile> operations,
            GenericFile<FTPFile> file,
            Exchange exchange) {}

    @Override
    public void releaseExclusiveReadLockOnCommit(
            GenericFileOperations<FTPFile> operations,
            GenericFile<FTPFile> file,
            Exchange exchange) {}

    @Override
    public void setTimeout(long timeout) {}

    @Override
    public void setCheckInterval(long checkInterval) {}

    @Override
    public void setReadLockLoggingLevel(LoggingLevel level) {}

    @Override
    public void setMarkerFiler(boolean markerFile) {}

    @Override
    public void setDeleteOrphanLockFiles(boolean deleteOrphanLockFiles) {}
}
