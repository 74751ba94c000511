// Each class starts its own servers and needs their answers in time, so classes do not run at once.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
