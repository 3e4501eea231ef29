/** Microsoft's datasets: reading every export shape, and the ECS view of each. */
package dev.firstseen.microsoft;
