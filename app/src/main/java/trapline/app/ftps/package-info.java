/**
 * The built-in FTPS server, for cameras that push. In: uploads. Out: whole files in the folder of
 * each account, where a folder source takes them.
 */
package trapline.app.ftps;
