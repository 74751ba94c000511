using Xunit.Sdk;
using Xunit.v3;

// Each class starts servers of its own and counts on their answers in time: side by side they would take each other's cores.
[assembly: Parallelization(Mode = ParallelMode.None)]
