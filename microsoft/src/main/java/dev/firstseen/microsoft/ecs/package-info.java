/** Events that are ECS documents already, as Elastic's own integrations made them. */
@NullMarked
package dev.firstseen.microsoft.ecs;

import org.jspecify.annotations.NullMarked;
