/** Exports in the formats that the model runner writes, and the folder that all exports lie in. */
package trapline.app.export;
