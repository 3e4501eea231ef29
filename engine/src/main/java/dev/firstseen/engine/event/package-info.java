/** One log entry seen through the names of the Elastic Common Schema (ECS), and the values it holds. */
package dev.firstseen.engine.event;
