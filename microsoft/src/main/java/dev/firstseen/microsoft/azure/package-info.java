/**
 * The logs that come out of Azure's diagnostic settings and of Microsoft Graph (datasets {@code azure.*}) seen through
 * ECS names. Each log has a table: {@link dev.firstseen.microsoft.azure.SignIns} and its siblings. A record is {@code
 * {"time":…,"category":…,"properties":{…}}} or, as Graph and the portals write it, the properties alone.
 */
@NullMarked
package dev.firstseen.microsoft.azure;

import org.jspecify.annotations.NullMarked;
