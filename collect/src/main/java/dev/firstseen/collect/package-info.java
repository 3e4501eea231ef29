/**
 * The live sources. A {@link dev.firstseen.collect.Source} collects and hands over {@link dev.firstseen.collect.Parcel}s:
 * some {@link dev.firstseen.collect.Load}s of bytes, with where the source stands after them. Whoever takes a parcel
 * commits both in one transaction, and starts the source again from the {@link dev.firstseen.collect.Cursor} that was
 * committed last: so each load counts once, wherever the process is killed. Sources keep nothing anywhere else.
 */
@NullMarked
package dev.firstseen.collect;

import org.jspecify.annotations.NullMarked;
