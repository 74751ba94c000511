// Each class starts servers of its own and counts on their answers in time: side by side they would take each other's cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
