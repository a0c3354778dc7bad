# Makes the figures with which weights are compared: Rscript tests/results/weighting/agreement.R made-people.csv … > figures.json
# R 4.2 with survey 4.1-1 and MASS (r-cran-survey, r-cran-mass). The arguments are made samples, as
# samples.py writes them. Written without a JSON package: numbers have 17 digits, so that they are read back equal.
suppressPackageStartupMessages({library(survey); library(MASS)})

number <- function(x) paste0("[", paste(sprintf("%.17g", as.numeric(x)), collapse = ","), "]")
words <- function(x) paste0("[", paste0('"', x, '"', collapse = ","), "]")
object <- function(parts) paste0("{", paste0('"', names(parts), '":', unlist(parts), collapse = ","), "}")

# Totals of a margin that scale to n.
totals <- function(name, shares, n) {
  made <- data.frame(names(shares), Freq = as.numeric(shares) / sum(shares) * n)
  names(made)[1] <- name
  made
}

# What is compared of one set of weights: the weights, and weighted figures of `y`, a number, and `yes`, a proportion.
# Weights are of the first person of each kind: those who are alike in every margin and in their first weight.
compared <- function(frame, w, y, yes, kinds) {
  w <- w / sum(w) * length(w)
  design <- svydesign(ids = ~1, weights = ~w, data = cbind(frame, w = w, y = y, yes = yes))
  known <- subset(design, !is.na(y))
  list(
    weights = number(w[!duplicated(kinds)]),
    total = number(coef(svytotal(~y, known))),
    proportion = number(coef(svymean(~yes, design))),
    mean = number(coef(svymean(~y, known))),
    median = number(coef(svyquantile(~y, known, 0.5, qrule = "school", ci = FALSE))),
    deff = number(length(w) * sum(w^2) / sum(w)^2)
  )
}

case <- function(name, frame, base, margins, y, yes, bounded = FALSE) {
  n <- nrow(frame)
  d <- base / sum(base) * n
  for (each in names(margins)) frame[[each]] <- factor(frame[[each]], levels = names(margins[[each]]))
  design <- svydesign(ids = ~1, weights = ~d, data = cbind(frame, d = d))
  if (bounded) {
    wanted <- lapply(names(margins), function(each) totals(each, margins[[each]], n)$Freq)
    formula <- as.formula(paste("~", paste(names(margins), collapse = "+")))
    population <- c(`(Intercept)` = n)
    for (i in seq_along(margins)) {
      these <- setNames(wanted[[i]], paste0(names(margins)[i], names(margins[[i]])))
      population <- c(population, these[-1])
    }
    # Limits are of the weight over the mean weight: where first weights differ they are given as weights, not as factors.
    even <- all(d == d[1])
    limits <- if (even) c(.2, 5) else list(lower = rep(.2, n), upper = rep(5, n))
    fit <- calibrate(design, formula, population, calfun = "raking", bounds = limits, bounds.const = !even,
      epsilon = 1e-10, maxit = 1000)
  } else {
    fit <- rake(
      design,
      lapply(names(margins), function(each) as.formula(paste("~", each))),
      lapply(names(margins), function(each) totals(each, margins[[each]], n)),
      control = list(maxit = 5000, epsilon = 1e-10)
    )
  }
  codes <- lapply(names(margins), function(each) number(as.integer(frame[[each]]) - 1))
  object(c(
    list(
      name = paste0('"', name, '"'),
      bounded = if (bounded) "true" else "false",
      first = number(base),
      y = gsub("NA", "null", number(y)),
      yes = number(as.integer(yes)),
      margins = paste0("[", paste(mapply(function(each, codes, shares) object(list(
        name = paste0('"', each, '"'), labels = words(names(shares)), codes = codes, numbers = number(shares)
      )), names(margins), codes, margins), collapse = ","), "]")
    ),
    compared(frame, weights(fit), y, yes, do.call(paste, c(frame[names(margins)], list(base))))
  ))
}

cases <- list()
data(api)

# 1. A simple random sample, by type of school and whether targets were met.
cases$apisrs <- case("apisrs", apisrs[, c("stype", "sch.wide")], rep(1, nrow(apisrs)),
  list(stype = table(apipop$stype), sch.wide = table(apipop$sch.wide)), apisrs$api00, apisrs$awards == "Yes")

# 2. Drawn by strata at different rates, so that first weights differ.
cases$apistrat <- case("apistrat", apistrat[, c("stype", "sch.wide")], apistrat$pw,
  list(stype = table(apipop$stype), sch.wide = table(apipop$sch.wide)), apistrat$api00, apistrat$awards == "Yes")

# 3. nhanes, with every first weight alike; and with its own, which differ so much that some are trimmed.
data(nhanes)
some <- nhanes
names(some) <- make.names(names(some))
some$agecat <- as.character(some$agecat); some$race <- as.character(some$race)
some$RIAGENDR <- as.character(some$RIAGENDR)
some <- some[seq(1, nrow(some), by = 12), ]
shares <- list(race = c(`1` = .16, `2` = .63, `3` = .13, `4` = .08),
  agecat = setNames(c(.21, .32, .33, .14), sort(unique(some$agecat))), RIAGENDR = c(`1` = .49, `2` = .51))
y <- (seq_len(nrow(some)) * 7919) %% 101
high <- !is.na(some$HI_CHOL) & some$HI_CHOL == 1
kinds <- some[, c("race", "agecat", "RIAGENDR")]
cases$nhanes <- case("nhanes", kinds, rep(1, nrow(some)), shares, y, high)
cases$uneven <- case("uneven", kinds, some$WTMEC2YR, shares, y, high, bounded = TRUE)

# 4 and on. A made Lancashire sample; slow convergence; a trimmed one; merged categories.
for (path in commandArgs(trailingOnly = TRUE)) {
  made <- read.csv(path, stringsAsFactors = FALSE)
  shares_of <- read.csv(sub("people", "shares", path), stringsAsFactors = FALSE)
  margins <- lapply(split(shares_of, factor(shares_of$margin, levels = unique(shares_of$margin))), function(each) {
    setNames(each$share, each$category)
  })
  name <- sub("-people.csv", "", basename(path))
  cases[[name]] <- case(name, as.data.frame(lapply(made[, names(margins)], as.character)), made$first, margins,
    made$y, made$yes == 1, bounded = grepl("trimmed", name))
}

# Wilson by prop.test, of proportions with effective numbers; and quantiles of medians' intervals.
wilson <- do.call(rbind, lapply(list(c(.5, 100), c(.031, 57.25), c(.97, 312.4), c(.42, 1187.61), c(.004, 640), c(1, 45), c(0, 45)),
  function(x) c(x, prop.test(x[1] * x[2], x[2], correct = FALSE)$conf.int)))

cat("{\"cases\":[", paste(cases, collapse = ",\n"), "],\n\"wilson\":[",
  paste(apply(wilson, 1, number), collapse = ","), "]}\n", sep = "")
