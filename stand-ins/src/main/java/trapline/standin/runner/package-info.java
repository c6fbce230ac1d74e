/** A model runner that answers the same for every picture, and misbehaves when it is told to. */
package trapline.standin.runner;
