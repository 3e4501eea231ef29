/** Running rules over exports: everything is read once, what matches is kept, and the rules decide on that. */
package dev.firstseen.runtime.scan;
