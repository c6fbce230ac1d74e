/**
 * What pulling from remote FTPS servers needs beyond camel-ftp: a data connection that continues
 * the TLS session of the control connection (vsftpd insists on it), trust in one pinned
 * certificate, and a careful choice of the files that are whole. In: files on a server. Out: files
 * on local disk.
 */
package trapline.routes.ftps;
